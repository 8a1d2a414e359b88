using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Reasons in a few words, for administrators.</summary>
internal static class ReasonText
{
    /// <summary>What a code of RingCentral's means; null where it is not documented.</summary>
    public static string? Meaning(string code) => ErrorCatalogue.Find(code)?.Meaning;

    public static string Short(StateReason reason) => reason switch
    {
        StateReason.TokenExpired => "Refresh token lapsed",
        StateReason.TokenRevoked => "Revoked",
        StateReason.SessionEnded => "Ended at RingCentral",
        StateReason.AbsoluteTimeout => "Session timeout reached",
        StateReason.UserDisabled => "User disabled",
        StateReason.UserDeleted => "User deleted",
        StateReason.AccountClosed => "Account closed",
        StateReason.NetworkPolicy => "Network policy",
        StateReason.JwtInvalid => "JWT refused",
        _ => "Refused",
    };
}
