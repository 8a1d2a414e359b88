using RingCentral.Connect.Connecting.Jwt;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Api.Errors;

/// <summary>Makes the problems of connecting by a JWT.</summary>
internal static class JwtProblems
{
    public static ApiProblem OtherKind { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.ConnectionKindMismatch,
        Title = "The external id belongs to a user's own connection",
        Detail = "A user authorized the connection with this external id, and a JWT does not take its place. Delete it first, or use another external id.",
    };

    public static ApiProblem OtherUser { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.OwnerMismatch,
        Title = "The JWT is another user's",
        Detail = "The connection with this external id belongs to another RingCentral user than the JWT. Delete it first, or use another external id.",
    };

    public static ApiProblem SessionLimit { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.SessionLimit,
        Title = "The user has as many sessions as RingCentral keeps",
        Detail = "RingCentral keeps five sessions of a user and an app, and would silently end an older one for a sixth. Disconnect one that is no longer needed.",
    };

    /// <summary>RingCentral refused it.</summary>
    public static ApiProblem Refused(JwtConnectResult.Refused refused) => new JwtRefusedProblem
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Code = ProblemCodes.JwtRefused,
        Title = "RingCentral refused the JWT",
        Detail = $"{refused.Sentence} Nothing was stored or changed.",
        Reason = SnakeCase.Write(refused.Reason),
        RingcentralCode = refused.Code,
    };

    /// <summary>RingCentral did not answer, or may not be asked now.</summary>
    public static ApiProblem NotNow(TimeSpan retryAfter) => Problems.RingCentralUnavailable(retryAfter) with
    {
        Title = "RingCentral opens no session at the moment",
        Detail = "Nothing was stored or changed. Send the JWT again later, not before Retry-After has passed.",
    };
}
