using System.Collections.Frozen;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>One row of the catalogue.</summary>
/// <param name="Class">What the error means for the session.</param>
/// <param name="Reason">The reason told where the error ends or blocks a session.</param>
internal sealed record ErrorEntry(ErrorClass Class, StateReason Reason = StateReason.Other)
{
    /// <summary>
    /// Whether one answer is not enough to end a session: OAU-213 also answers a race that another process won, and a code
    /// that we do not know proves little (DESIGN 5, point 7).
    /// </summary>
    public bool AskTwice { get; init; }
}

/// <summary>
/// RINGCENTRAL 5.2, as read by the token endpoint. <c>errorCode</c> decides; <c>error</c> only where no known code came; the status last,
/// since RingCentral's own documents disagree about statuses.
/// </summary>
internal static class ErrorCatalogue
{
    private static readonly ErrorEntry Configuration = new(ErrorClass.Configuration);
    private static readonly ErrorEntry Transient = new(ErrorClass.Transient);
    private static readonly ErrorEntry RestartConnect = new(ErrorClass.RestartConnect);
    private static readonly ErrorEntry AccessToken = new(ErrorClass.AccessToken);
    private static readonly ErrorEntry Unknown = new(ErrorClass.Unknown) { AskTwice = true };
    private static readonly ErrorEntry JwtInvalid = new(ErrorClass.Configuration, StateReason.JwtInvalid);

    private static readonly FrozenDictionary<string, ErrorEntry> ByCode = new Dictionary<string, ErrorEntry>
    {
        ["OAU-106"] = RestartConnect,
        ["OAU-108"] = RestartConnect,
        ["OAU-105"] = Ended(StateReason.Other),
        ["OAU-128"] = AccessToken,
        ["OAU-129"] = AccessToken,
        ["OAU-149"] = AccessToken,
        ["OAU-136"] = Ended(StateReason.UserDeleted),
        ["OAU-140"] = Ended(StateReason.Other),
        ["OAU-141"] = Ended(StateReason.UserDisabled),
        ["OAU-142"] = Blocked(StateReason.AccountClosed),
        ["OAU-147"] = Transient,
        ["OAU-148"] = Transient,
        ["OAU-163"] = Ended(StateReason.Other),
        ["OAU-167"] = Blocked(StateReason.NetworkPolicy),
        ["OAU-210"] = Ended(StateReason.TokenExpired),
        ["OAU-211"] = Ended(StateReason.TokenRevoked),
        ["OAU-213"] = Ended(StateReason.SessionEnded) with { AskTwice = true },
        ["OAU-222"] = Ended(StateReason.AccountClosed),
        ["OAU-232"] = Ended(StateReason.UserDeleted),
        ["OAU-236"] = Blocked(StateReason.UserDisabled),
        ["OAU-251"] = JwtInvalid,
        ["OAU-331"] = JwtInvalid,
        ["OAU-345"] = JwtInvalid,
        ["OAU-347"] = JwtInvalid,
        ["OAU-473"] = JwtInvalid,
        ["CMN-405"] = Ended(StateReason.UserDeleted),
        ["CMN-201"] = Transient,
        ["CMN-203"] = Transient,
        ["CMN-301"] = Transient,
        ["CMN-302"] = Transient,
        ["CMN-303"] = Transient,
        ["CMN-304"] = Transient,
        ["CMN-310"] = Transient,
        ["CMN-101"] = Configuration,
        ["CMN-401"] = Configuration,
        ["CMN-408"] = Configuration,
        ["AGW-401"] = Configuration,
        ["OAU-101"] = Configuration,
        ["OAU-102"] = Configuration,
        ["OAU-109"] = Configuration,
        ["OAU-110"] = Configuration,
        ["OAU-111"] = Configuration,
        ["OAU-112"] = Configuration,
        ["OAU-113"] = Configuration,
        ["OAU-116"] = Configuration,
        ["OAU-117"] = Configuration,
        ["OAU-119"] = Configuration,
        ["OAU-120"] = Configuration,
        ["OAU-121"] = Configuration,
        ["OAU-123"] = Configuration,
        ["OAU-125"] = Configuration,
        ["OAU-127"] = Configuration,
        ["OAU-134"] = Configuration,
        ["OAU-146"] = Configuration,
        ["OAU-150"] = Configuration,
        ["OAU-151"] = Configuration,
        ["OAU-152"] = Configuration,
        ["OAU-153"] = Configuration,
        ["OAU-164"] = Configuration,
        ["OAU-165"] = Configuration,
        ["OAU-168"] = Configuration,
        ["OAU-270"] = Configuration,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ErrorEntry> ByError = new Dictionary<string, ErrorEntry>
    {
        ["invalid_grant"] = Unknown,
        ["expired_token"] = Unknown,
        ["access_denied"] = Unknown,
        ["invalid_client"] = Configuration,
        ["unauthorized_client"] = Configuration,
        ["invalid_request"] = Configuration,
        ["invalid_scope"] = Configuration,
        ["unsupported_grant_type"] = Configuration,
        ["insufficient_scope"] = Configuration,
        ["service_unavailable"] = Transient,
        ["temporarily_unavailable"] = Transient,
        ["server_error"] = Transient,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The row for an error.</summary>
    public static ErrorEntry Find(RingCentralError error)
    {
        if (error.Code is not null && ByCode.TryGetValue(error.Code, out var byCode))
        {
            return byCode;
        }

        if (error.Error is not null && ByError.TryGetValue(error.Error, out var byError))
        {
            return byError;
        }

        return error.Status is 408 or 429 or >= 500 ? Transient : Unknown;
    }

    private static ErrorEntry Ended(StateReason reason) => new(ErrorClass.Terminal, reason);

    private static ErrorEntry Blocked(StateReason reason) => new(ErrorClass.Blocked, reason);
}
