using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Pages.Texts;

namespace RingCentral.Connect.Pages.Display;

/// <summary>The words of a problem page: what happened, what it means, what to do, and what the operator has to mend.</summary>
/// <param name="State">Colour and icon.</param>
/// <param name="Title">What happened.</param>
/// <param name="Lead">What it means for the person.</param>
/// <param name="Advice">What to do.</param>
internal sealed record ProblemText(string State, string Title, string Lead, string Advice)
{
    /// <summary>What the button says; null where starting again would not help.</summary>
    public string? Button { get; init; }

    /// <summary>What whoever runs the app has to mend.</summary>
    public string? Mend { get; init; }

    /// <summary>The words for a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="texts">In the person's language.</param>
    /// <param name="redirectUri">As it must be registered at RingCentral.</param>
    public static ProblemText For(ConnectProblem problem, EndUserTexts texts, string redirectUri)
    {
        var key = $"problem.{SnakeCase.Write(problem.Kind)}";
        return new ProblemText(StateOf(problem.Kind), texts.ForApp($"{key}.title"), LeadOf(problem, texts, key), texts.ForApp($"{key}.advice"))
        {
            Button = ButtonOf(problem, texts),
            Mend = MendingOf(problem, texts, redirectUri),
        };
    }

    private static string LeadOf(ConnectProblem problem, EndUserTexts texts, string key) => problem.Kind switch
    {
        ProblemKind.OtherUser => texts[
            $"{key}.lead", problem.Expected?.Name ?? texts["problem.other_user.somebody"], problem.Actual?.Name ?? texts["problem.other_user.another"]],
        ProblemKind.LinkExpired => texts[$"{key}.lead", texts["unchanged"], problem.EndedAt is { } ended ? Moments.InWords(ended) : ""],
        _ => texts[$"{key}.lead", texts["unchanged"], texts.App],
    };

    private static string StateOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Denied or ProblemKind.OtherKind or ProblemKind.SelfServiceOff => "disconnected",
        ProblemKind.Expired or ProblemKind.UnknownAttempt or ProblemKind.LinkExpired or ProblemKind.ManageLinkOver or ProblemKind.SessionLimit => "expiring",
        ProblemKind.LinkSpent or ProblemKind.LinkUsed => "healthy",
        ProblemKind.OtherUser => "needs-user",
        _ => "at-risk",
    };

    private static string? ButtonOf(ConnectProblem problem, EndUserTexts texts) => problem.Kind switch
    {
        ProblemKind.LinkSpent or ProblemKind.LinkUsed or ProblemKind.LinkInvalid or ProblemKind.LinkExpired or ProblemKind.ManageLinkOver or ProblemKind.OtherKind
            or ProblemKind.SelfServiceOff => null,
        ProblemKind.Unreachable => texts["problem.try_again"],
        ProblemKind.OtherUser => problem.Expected?.Name is { } name ? texts["problem.other_user.button", name] : texts["problem.try_again"],
        _ => texts["problem.start_again"],
    };

    /// <summary>By RingCentral's code, which the page shows beside it (RINGCENTRAL 5.2).</summary>
    private static string? MendingOf(ConnectProblem problem, EndUserTexts texts, string redirectUri) => (problem.Kind, problem.Code) switch
    {
        (ProblemKind.NoRefreshToken, _) => texts["mend.refresh_tokens"],
        (not ProblemKind.Misconfigured, _) => null,
        (_, "OAU-109" or "invalid_request") => texts["mend.redirect_uri", redirectUri],
        (_, "invalid_client" or "OAU-153" or "OAU-103" or "OAU-123") => texts["mend.client"],
        (_, "unauthorized_client" or "unsupported_response_type" or "OAU-251") => texts["mend.app_type"],
        (_, "CMN-401" or "invalid_scope") => texts["mend.permission"],
        _ => texts["mend.see_errors"],
    };
}
