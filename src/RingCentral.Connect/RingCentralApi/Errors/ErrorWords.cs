using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>What follows from an error of a kept session: for us, for the person it belongs to, and for the app that asks for its token.</summary>
/// <param name="WeDo">What the service does.</param>
/// <param name="User">What the person is told.</param>
/// <param name="App">What the app gets from the token API.</param>
internal sealed record ErrorWords(string WeDo, string User, string App)
{
    private const string Nothing = "Nothing: there is nothing to do.";
    private const string OldToken = "The token it has works until its hold ends; then 503 `ringcentral_unavailable` until RingCentral answers.";

    /// <summary>The words for a row of the catalogue.</summary>
    public static ErrorWords For(ErrorEntry entry) => entry.Class switch
    {
        ErrorClass.Terminal or ErrorClass.Unknown => new(
            entry.AskTwice ? "Asks once more after 2 s, then flags the connection." : "Flags the connection.",
            $"{UserSentence(entry.Reason)} Sign in to RingCentral once more to connect again.",
            $"409 `reauthorization_required`, reason `{ReasonName(entry.Reason)}`, with the link that brings the user back."),
        ErrorClass.Blocked => new(
            "Blocks the connection and asks every 15 minutes; it recovers by itself.",
            $"{UserSentence(entry.Reason)} Signing in again does not help.",
            $"409 `connection_blocked`, reason `{ReasonName(entry.Reason)}`."),
        ErrorClass.Configuration => new(
            "Flags nobody. Three in a row on two accounts raise an alarm and pause asking, but for a probe every half minute.", Nothing, OldToken),
        ErrorClass.Credential => new(
            "Flags the `jwt` connection whose JWT it is, and no other. Where no JWT was sent: as `configuration`.",
            Nothing,
            $"409 `reauthorization_required`, reason `{ReasonName(entry.Reason)}`, `reconnect_url` null: post a new JWT to `/connections/jwt`."),
        ErrorClass.Transient => new("Waits as told, else 2 to 60 s, and asks again.", Nothing, OldToken),
        ErrorClass.RestartConnect => new("Ends this attempt to connect; a connection that exists is as it was.", "Start connecting again.", "Nothing changes."),
        ErrorClass.AccessToken => new("Rotates the session.", Nothing, "It gets the next token."),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Class, "No such class."),
    };

    private static string ReasonName(StateReason reason) => SnakeCase.Write(reason);

    private static string UserSentence(StateReason reason) => reason switch
    {
        StateReason.TokenExpired => "The connection lapsed, because it was not renewed in time.",
        StateReason.TokenRevoked => "The permission for this app was taken back.",
        StateReason.SessionEnded => "RingCentral ended the connection, for example after a new password.",
        StateReason.AbsoluteTimeout => "Your company lets a connection last for a fixed time, and that has passed.",
        StateReason.UserDisabled => "Your RingCentral user is switched off; your administrator can switch it on.",
        StateReason.UserDeleted => "RingCentral does not know your user any more; ask your administrator.",
        StateReason.AccountClosed => "Your company's RingCentral account is suspended or closed; ask your administrator.",
        StateReason.NetworkPolicy => "Your company does not allow RingCentral from where this service runs; ask your administrator.",
        StateReason.JwtInvalid => "The app's own credential for RingCentral is refused; whoever runs the app must replace it.",
        _ => "RingCentral refused to renew the connection.",
    };
}
