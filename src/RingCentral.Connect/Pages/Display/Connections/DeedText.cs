using RingCentral.Connect.Administration.Connections;

namespace RingCentral.Connect.Pages.Display.Connections;

/// <summary>How a deed went, in words.</summary>
internal static class DeedText
{
    /// <summary>The words for what was done.</summary>
    public static DisplayState Of(ConnectionDeed deed, DeedResult result) => result switch
    {
        DeedResult.Done => new("healthy", Done(deed)),
        DeedResult.TokenWorks => new("healthy", "RingCentral accepts the access token. Nothing was changed."),
        DeedResult.MailQueued => new("healthy", "The mail is on its way. A person gets one mail a day: if one was sent today, it goes out tomorrow."),
        DeedResult.StillRefused => new("needs-user", "RingCentral was asked, or there is nothing left to ask with: its user must sign in again. Nothing was changed."),
        DeedResult.TokenRefused => new("at-risk", "RingCentral refuses the access token. Rotate it now: that mends it, or tells what is wrong."),
        DeedResult.NoNewPair => new("at-risk", "There is no new token pair. How the connection stands, below, says why."),
        DeedResult.WrongState => new("at-risk", "That is not possible as the connection stands now. Nothing was changed."),
        DeedResult.NotNow => new("at-risk", "RingCentral could not do it now. It is asked again by itself, with the same token; nothing is lost."),
        DeedResult.VaultUnavailable => new("at-risk", "What is stored does not open with the keys that this node has. Nothing was changed."),
        DeedResult.TooOften => new("at-risk", "Too much was asked of this connection in a short time. Wait a minute. Nothing was changed."),
        DeedResult.NothingToTest => new("at-risk", "There is no access token to test at the moment: none is held, it has run out, a rotation is under way, or it was tested just now."),
        DeedResult.NoAnswer => new("at-risk", "RingCentral gave no answer that tells. Nothing was changed."),
        DeedResult.MailOff => new("at-risk", "Mail to users is not set up here (Smtp:Host, Smtp:From). Copy the link and send it yourself."),
        DeedResult.NoAddress => new("at-risk", "No mail address of this user is known. Copy the link and send it yourself."),
        DeedResult.Stopped => new("disconnected", "Not done: the work was stopped before."),
        DeedResult.Failed => new("needs-user", "The service failed; its log says how."),
        DeedResult.OptedOut => new("at-risk", "This user wants no reminders. Copy the link and send it yourself."),
        _ => new("at-risk", "There is no such connection any more."),
    };

    private static string Done(ConnectionDeed deed) => deed switch
    {
        ConnectionDeed.Rotate => "A new token pair is stored. The old one is dead.",
        ConnectionDeed.Check => "RingCentral gave a new token pair: the connection is active, and its user has nothing to do.",
        ConnectionDeed.KeepWarm => "Pinned warm: a fresh token is always at hand from now on.",
        ConnectionDeed.KeepAsUsual => "Kept alive as the configuration says.",
        ConnectionDeed.Pause => "Paused: apps get no token until you resume. The session is kept alive meanwhile.",
        ConnectionDeed.Resume => "Resumed: apps get tokens again.",
        ConnectionDeed.AllowOther => "Another user may connect it within a day. Send the sign-in link to whoever it is to be.",
        ConnectionDeed.RefuseOther => "Only its own user may sign in again.",
        ConnectionDeed.Disconnect => "Disconnected. Its session is being ended at RingCentral, and its tokens are erased.",
        _ => "Done.",
    };
}
