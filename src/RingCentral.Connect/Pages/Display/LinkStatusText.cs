using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Data.ConnectSessions;

namespace RingCentral.Connect.Pages.Display;

/// <summary>How a connect link stands, as an administrator reads it.</summary>
internal static class LinkStatusText
{
    public static DisplayState Of(FoundConnectSession found) => (found.Session.State, found.Status) switch
    {
        (ConnectSessionState.Connected, _) => new("healthy", "Connected"),
        (ConnectSessionState.AwaitingCompletion, _) => new("expiring", "Signed in; the app has to confirm"),
        (ConnectSessionState.Abandoned, _) => new("at-risk", "Signed in, but never confirmed by the app"),
        (ConnectSessionState.Ended, _) => new("disconnected", "Ended"),
        (_, "expired") => new("disconnected", found.Session.LastOutcome is null ? "Expired unused" : "Expired; the last try failed"),
        (_, "denied") => new("at-risk", "Open; declined at RingCentral once"),
        (_, "failed") => new("at-risk", "Open; the last try failed"),
        _ => new("healthy", "Open"),
    };
}
