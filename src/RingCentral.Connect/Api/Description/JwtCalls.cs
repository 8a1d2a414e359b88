using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>Connections that no user signs in for.</summary>
internal static class JwtCalls
{
    public const string Group = "JWT";

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("POST", "/connections/jwt")
        {
            Id = "connectWithJwt",
            Group = Group,
            Summary = "Connect with a JWT credential",
            Detail = "For an app that only works in the background: the credential that a user made in RingCentral's developer console, as `assertion`. RingCentral is asked before anything is stored. "
                + "A known external id of such a connection gets the new credential, under the same id.",
            Parameters = [ApiParameter.IdempotencyKey],
            Request = ApiBody.Json("JwtConnect", Examples.JwtConnect),
            Answer = ApiBody.Json("Connection", Examples.JwtConnection),
            Status = StatusCodes.Status201Created,
            Problems =
            [
                ProblemCodes.ConnectionKindMismatch, ProblemCodes.OwnerMismatch, ProblemCodes.SessionLimit, ProblemCodes.JwtRefused, ProblemCodes.IdempotencyConflict,
                ProblemCodes.RingCentralUnavailable,
            ],
        },
    ];
}
