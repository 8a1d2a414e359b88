using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Reasons in a few words, for administrators.</summary>
internal static class ReasonText
{
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
