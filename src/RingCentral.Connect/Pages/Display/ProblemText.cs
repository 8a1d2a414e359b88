using RingCentral.Connect.Connecting.Problems;

namespace RingCentral.Connect.Pages.Display;

/// <summary>The words of a problem page: what happened, what it means, what to do.</summary>
/// <param name="State">Colour and icon.</param>
/// <param name="Title">What happened.</param>
/// <param name="Lead">What it means for the person.</param>
/// <param name="Advice">What to do.</param>
internal sealed record ProblemText(string State, string Title, string Lead, string Advice)
{
    private const string Unchanged = "Nothing was changed, and your RingCentral account is as it was.";

    /// <summary>What the button says; null where starting again would not help.</summary>
    public string? Button { get; init; } = "Start again";

    /// <summary>The words for a problem.</summary>
    public static ProblemText For(ConnectProblem problem) => problem.Kind switch
    {
        ProblemKind.Denied => new("disconnected", "You said no, and that is fine", $"RingCentral told us that you do not agree. {Unchanged}", "If that was not what you meant, start again and choose to allow it."),
        ProblemKind.Expired => new("expiring", "That took a little too long", $"For your safety a sign-in must be finished within a short time. {Unchanged}", "Start again; it takes about a minute."),
        ProblemKind.UnknownAttempt => new("expiring", "This sign-in cannot be finished here", $"It was begun in another browser or window, or it has been finished already. {Unchanged}", "If you are not connected yet, start again and stay in one window."),
        ProblemKind.Tampered => new("at-risk", "This address is not one of ours", $"It was cut off or altered on its way. {Unchanged}", "Start again from the beginning."),
        ProblemKind.LinkSpent => new("healthy", "This link is no longer needed", "Somebody has signed in since it was made, or the connection was ended. Nothing was changed just now.", "If your app still asks you to sign in, use the newest link that it gives you.") { Button = null },
        ProblemKind.LinkInvalid => new("at-risk", "This link does not work", $"It was cut off or altered on its way. {Unchanged}", "Open the link once more from the app or mail that it came in, in full.") { Button = null },
        ProblemKind.OtherUser => OtherUser(problem),
        ProblemKind.OtherKind => new("disconnected", "This connection needs nobody to sign in", $"The app keeps it by a credential of its own. {Unchanged}", "Go back to your app. If it sent you here, tell whoever runs it.") { Button = null },
        ProblemKind.Unreachable => new("at-risk", "RingCentral is not answering at the moment", "It is nothing you did. RingCentral’s server did not confirm your sign-in in time, so you are not connected yet.", "Wait a minute, then try again.") { Button = "Try again" },
        ProblemKind.Misconfigured => new("at-risk", "This app is not set up correctly at RingCentral", $"It is nothing you did, and trying again will not help until it is mended. {Unchanged}", "Tell whoever runs the app; the code below tells them what to mend."),
        ProblemKind.NoRefreshToken => new("at-risk", "This app is not set up correctly at RingCentral", $"RingCentral let you in, but gave no means to stay connected, so we stopped. {Unchanged}", "Tell whoever runs the app: in RingCentral’s developer console, “Issue refresh tokens” must be ticked."),
        ProblemKind.SessionLimit => new("expiring", "This RingCentral account is connected in too many places", $"RingCentral allows five connections of one person to this app, and would silently end an older one for a sixth. So we stopped. {Unchanged}", "Disconnect one that is no longer needed, then start again."),
        ProblemKind.SelfServiceOff => new("disconnected", "You need a link from your app", $"Connecting without one is switched off here. {Unchanged}", "Go back to your app and press Connect there.") { Button = null },
        _ => new("at-risk", "Connecting did not work", $"Something went wrong on the way. {Unchanged}", "Start again. If it happens again, tell whoever runs the app, and quote the reference."),
    };

    private static ProblemText OtherUser(ConnectProblem problem) => new(
        "needs-user",
        "That was a different RingCentral account",
        $"This connection belongs to {problem.ExpectedName ?? "somebody else"}, but {problem.ActualName ?? "another person"} signed in. We stopped here, so that nobody’s calls end up with the wrong person. Nothing was changed for either of them.",
        "Sign in once more with the right account. RingCentral may still remember the other one on this computer; if so, sign it out there first.")
    {
        Button = problem.ExpectedName is { } name ? $"Sign in as {name}" : "Try again",
    };
}
