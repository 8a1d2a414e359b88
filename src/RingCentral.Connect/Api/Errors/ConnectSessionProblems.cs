namespace RingCentral.Connect.Api.Errors;

/// <summary>Makes the problems of inviting users.</summary>
internal static class ConnectSessionProblems
{
    public static ApiProblem IsJwt { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.ConnectionKindMismatch,
        Title = "The external id belongs to a JWT's connection",
        Detail = "A JWT opened the connection with this external id, and a user's sign-in does not take its place. Delete it first, or use another external id.",
    };

    public static ApiProblem CompletionMismatch { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.CompletionMismatch,
        Title = "The code belongs to another user's invitation",
        Detail = "Somebody else was invited than the user in whose browser the code came. What came of it is revoked, and nothing was connected.",
    };

    public static ApiProblem OwnerMismatch { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.OwnerMismatch,
        Title = "Another RingCentral user signed in",
        Detail = "The connection with this external id belongs to another RingCentral user than the one who signed in. What came of it is revoked.",
    };
}
