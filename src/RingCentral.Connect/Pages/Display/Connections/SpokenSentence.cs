using System.Globalization;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Pages.Display.Connections;

/// <summary>How a connection stands, in a sentence that a support person can read out to its user, who knows nothing of how it works.</summary>
internal static class SpokenSentence
{
    private const string SignIn = "Please sign in again with the link that we send you: it takes a minute, and nothing has to be set up anew.";
    private const string BySelf = "After that your connection comes back by itself.";
    private const string Nothing = "There is nothing you have to do.";

    /// <summary>The sentence.</summary>
    /// <param name="snapshot">The connection.</param>
    /// <param name="app">The app's name.</param>
    public static string Of(ConnectionSnapshot snapshot, string app) => snapshot.Connection switch
    {
        { State: ConnectionState.Active } => OfActive(snapshot, app),
        { State: ConnectionState.Pending } => $"You have signed in at RingCentral, but {app} has not confirmed yet that it was you. Please go back to {app} and finish there.",
        { State: ConnectionState.Blocked } blocked => OfBlocked(blocked.Reason),
        { State: ConnectionState.NeedsReauthorization, Kind: ConnectionKind.Jwt } lost => OfCredential(lost.Reason, app),
        { State: ConnectionState.NeedsReauthorization } lost => OfLost(lost.Reason),
        { StateSince: var since } => $"Your connection was ended {On(since)}. If you want it back, connect again in {app}.",
    };

    private static string OfActive(ConnectionSnapshot snapshot, string app) => snapshot switch
    {
        { Health: ConnectionHealth.Expiring, Session.SessionExpiresAt: { } end } =>
            $"Your connection works, but your company ends every RingCentral sign-in after a fixed time, and yours ends {On(end)}. Please sign in again before then, with the link that we send you.",
        { Health: ConnectionHealth.AtRisk } => OfRisk(snapshot.Session?.LastFailure),
        { Connection.Paused: true } => $"Your connection works, but it is paused on our side: {app} gets nothing from RingCentral for you until that is over. You do not have to sign in again.",
        _ => $"Your connection works. {Nothing}",
    };

    private static string OfRisk(string? failure) => failure switch
    {
        null => $"Your connection works. We are late with renewing it, and are at it. {Nothing}",
        FailureNames.VaultUnavailable => $"Your connection is still there, but we cannot open what we have stored of it. That is ours to mend. {Nothing}",
        _ when ErrorCatalogue.Find(failure)?.Class == ErrorClass.Configuration =>
            $"Your connection works for now, but RingCentral objects to how our app is set up there. That is ours to mend. {Nothing}",
        _ => $"Your connection works. RingCentral does not answer us as it should at the moment, and we keep asking. {Nothing}",
    };

    private static string OfBlocked(StateReason? reason) => reason switch
    {
        StateReason.UserDisabled => $"RingCentral tells us that your user is switched off. Your company's RingCentral administrator can switch it on again. {BySelf}",
        StateReason.AccountClosed => $"RingCentral tells us that your company's account is suspended. Your company has to settle that with RingCentral. {BySelf}",
        StateReason.NetworkPolicy => $"A rule of your company's RingCentral account keeps us out because of where we ask from. Your company's RingCentral administrator can allow our addresses. {BySelf}",
        _ => $"RingCentral refuses your connection for a reason that may pass. We ask again by ourselves. {Nothing}",
    };

    private static string OfLost(StateReason? reason) => reason switch
    {
        StateReason.TokenExpired => $"RingCentral has ended your connection because it was not renewed in time. {SignIn}",
        StateReason.TokenRevoked => $"Somebody at your company, you or an administrator, has ended your connection at RingCentral. If you want it back: {Small(SignIn)}",
        StateReason.SessionEnded => $"RingCentral has ended your connection. Usually that is because the password was changed, or because you have signed in at many places. {SignIn}",
        StateReason.AbsoluteTimeout => $"Your company ends every RingCentral sign-in after a fixed time, and yours is over. {SignIn}",
        StateReason.UserDisabled => $"RingCentral tells us that your user is switched off. Your company's RingCentral administrator has to switch it on first. Then {Small(SignIn)}",
        StateReason.UserDeleted => "RingCentral does not know your user any more. If you have got a new one, tell us, and we let it take over your connection.",
        StateReason.AccountClosed => "RingCentral does not know your company's account any more. If there is a new one, tell us, and we let your user there take over your connection.",
        StateReason.NetworkPolicy => $"A rule of your company's RingCentral account keeps us out because of where we ask from. Your company's RingCentral administrator has to allow our addresses. Then {Small(SignIn)}",
        _ => $"RingCentral refuses your connection. {SignIn}",
    };

    /// <summary>No user can sign in to bring it back.</summary>
    private static string OfCredential(StateReason? reason, string app) => reason switch
    {
        StateReason.UserDisabled => $"RingCentral tells us that the user behind this connection is switched off. Your company's RingCentral administrator can switch it on again; then tell us, and we try it at once.",
        StateReason.UserDeleted => $"RingCentral does not know the user behind this connection any more. Whoever set it up for {app} has to choose another.",
        StateReason.AccountClosed => $"RingCentral does not know your company's account any more. Whoever set this connection up for {app} has to do so in the new one.",
        _ => $"RingCentral does not accept the credential any more that this connection was set up with. Whoever set it up for {app} has to make a new one in RingCentral's developer console, and give it to {app}.",
    };

    private static string Small(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string On(DateTimeOffset moment) => moment.UtcDateTime.ToString("'on' dddd d MMMM 'at' HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
