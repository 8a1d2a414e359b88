using Microsoft.OpenApi;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>The calls that hand out tokens.</summary>
internal static class TokenCalls
{
    public const string Group = "Tokens";

    private static readonly ApiParameter[] Wishes =
    [
        new("min_ttl", JsonSchemaType.Integer, "For how many seconds the token must still work at least, 1 to 86400. Extends the promise where it can be extended; else 409 `hold_in_force`."),
        new("force", JsonSchemaType.Boolean, "`true` rotates the session first, and so ends a token that others may be using. Needs the scope `tokens:rotate` besides."),
    ];

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("GET", "/connections/{id}/token")
        {
            Id = "getToken",
            Group = Group,
            Summary = "A token of a connection",
            Detail = "The token works until `expires_at`: nothing rotates the session before. Count `expires_in` on a monotonic clock from before the request was sent. "
                + "Where a rotation is due, the call waits for it, up to `TokenApi:MaxWait` (20 seconds).",
            Parameters = Wishes,
            Answer = ApiBody.Json("Token", Examples.Token),
            Problems = TokenProblems,
        },
        new("GET", "/connections/by-external-id/{externalId}/token")
        {
            Id = "getTokenByExternalId",
            Group = Group,
            Summary = "A token of one of your users",
            Detail = "The same, by your own id of the user.",
            Parameters = Wishes,
            Answer = ApiBody.Json("Token", Examples.Token),
            Problems = TokenProblems,
        },
        new("POST", "/connections/{id}/token/rejected")
        {
            Id = "reportRejectedToken",
            Group = Group,
            Summary = "Report a token that RingCentral refused",
            Detail = "After a 401 of RingCentral, with the `generation` that came with the token. A newer token is given at once. Otherwise RingCentral is asked: a token that works is given "
                + "again, one that does not is rotated, and should the session be over, the answer is 409 in the same call. Not for a 403 or a 429 of RingCentral: the token is fine.",
            Request = ApiBody.Json("Rejection", Examples.Rejection),
            Answer = ApiBody.Json("Token", Examples.Token),
            Problems = [.. TokenProblems.Except([ProblemCodes.HoldInForce])],
        },
    ];

    /// <summary>Why a connection gives no token.</summary>
    public static IReadOnlyList<string> TokenProblems =>
    [
        ProblemCodes.ConnectionNotFound, ProblemCodes.ReauthorizationRequired, ProblemCodes.ConnectionBlocked,
        ProblemCodes.ConnectionPending, ProblemCodes.ConnectionPaused, ProblemCodes.HoldInForce, ProblemCodes.ConnectionDisconnected,
        ProblemCodes.RateLimited, ProblemCodes.RingCentralUnavailable, ProblemCodes.VaultUnavailable,
    ];
}
