using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Jwt;

namespace RingCentral.Connect.Api.Errors;

/// <summary>Makes the problems of this API.</summary>
internal static class Problems
{
    public static ApiProblem NotFound { get; } = new()
    {
        Status = StatusCodes.Status404NotFound,
        Code = ProblemCodes.ConnectionNotFound,
        Title = "Connection not found",
        Detail = "There is no such connection, or this key may not see it.",
    };

    public static ApiProblem VaultUnavailable { get; } = new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = ProblemCodes.VaultUnavailable,
        Title = "The stored tokens cannot be opened",
        Detail = "The key that opens the tokens of this connection is missing. Nothing is lost; an administrator has to restore the key ring.",
        RetryAfter = TimeSpan.FromSeconds(60),
    };

    public static ApiProblem StorageUnavailable { get; } = new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = ProblemCodes.StorageUnavailable,
        Title = "The database does not answer",
        Detail = "Ask again in a few seconds.",
        RetryAfter = TimeSpan.FromSeconds(2),
    };

    public static ApiProblem ServerNotAllowed { get; } = new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = ProblemCodes.ServerNotAllowed,
        Title = "The server is not allowed",
        Detail = "server_url must be one of the servers that RingCentral:ServerUrl and RingCentral:Servers name.",
    };

    /// <summary>No key, or none that is live.</summary>
    public static ApiProblem InvalidApiKey { get; } = new()
    {
        Status = StatusCodes.Status401Unauthorized,
        Code = ProblemCodes.InvalidApiKey,
        Title = "No valid API key",
        Detail = "Send a key that is neither revoked nor expired as Authorization: Bearer rcc_….",
    };

    public static ApiProblem PreconditionFailed { get; } = new()
    {
        Status = StatusCodes.Status412PreconditionFailed,
        Code = ProblemCodes.PreconditionFailed,
        Title = "The connection has changed",
        Detail = "Its ETag is no longer the one in If-Match. Read it again and repeat the change.",
    };

    public static ApiProblem ExternalIdTaken { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.ExternalIdTaken,
        Title = "The external id is taken",
        Detail = "Another connection has this external id.",
    };

    public static ApiProblem IdempotencyConflict { get; } = new()
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.IdempotencyConflict,
        Title = "The same request is being worked on",
        Detail = "A request with this Idempotency-Key has not been answered yet. Send it again in a moment to get its answer.",
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>The request is at fault.</summary>
    /// <param name="field">Field or query parameter; empty for the body as a whole.</param>
    /// <param name="message">What is wrong with it.</param>
    public static ApiProblem Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <inheritdoc cref="Invalid(string, string)"/>
    public static ApiProblem Invalid(IReadOnlyDictionary<string, string[]> errors) => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Code = ProblemCodes.ValidationFailed,
        Title = "The request is not valid",
        Detail = string.Join(' ', errors.Select(error => $"{error.Key} {string.Join(", ", error.Value)}.".TrimStart())),
        Errors = errors,
    };

    /// <summary>RingCentral gives no token now.</summary>
    public static ApiProblem RingCentralUnavailable(TimeSpan retryAfter) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = ProblemCodes.RingCentralUnavailable,
        Title = "RingCentral gives no token at the moment",
        Detail = "The connection is kept and its token is asked for again. Ask again later.",
        RetryAfter = retryAfter,
    };

    /// <summary>Force, rotate, longer holds and reports of refused tokens are limited for each connection.</summary>
    public static ApiProblem DemandsLimited(TimeSpan retryAfter) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Code = ProblemCodes.RateLimited,
        Title = "Too much is demanded of this connection",
        Detail = "Rotating it, extending its hold and reporting its token are limited, so that one connection cannot spend what RingCentral allows to all. Plain reads are not.",
        RetryAfter = retryAfter,
    };

    /// <summary>The key lacks a scope.</summary>
    public static ApiProblem InsufficientScope(string scope) => new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = ProblemCodes.InsufficientScope,
        Title = "The API key may not do this",
        Detail = $"The key lacks the scope {scope}.",
    };

    /// <summary>The key may not see what it would make.</summary>
    public static ApiProblem OutsidePrefix(string prefix) => Invalid("external_id", $"must begin with the prefix of this key, {prefix}");

    /// <summary>The key has made as many requests as it may.</summary>
    public static ApiProblem RateLimited(TimeSpan retryAfter) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Code = ProblemCodes.RateLimited,
        Title = "Too many requests",
        Detail = "The API key has made as many requests as it may in a minute. Ask again later.",
        RetryAfter = retryAfter,
    };

    /// <summary>A token of the wanted life cannot be had without breaking a promise.</summary>
    public static ApiProblem HoldInForce(DateTimeOffset availableAt) => new HoldProblem
    {
        Status = StatusCodes.Status409Conflict,
        Code = ProblemCodes.HoldInForce,
        Title = "The present token is promised to others",
        Detail = "Its session is not rotated before available_at. Ask again then, or with a smaller min_ttl.",
        AvailableAt = availableAt,
    };

    /// <summary>Why a connection that exists gives no token.</summary>
    public static ApiProblem ForState(Connection connection, ReconnectLinks links) => connection.State switch
    {
        ConnectionState.Disconnected => Describe(connection, new ApiProblem
        {
            Status = StatusCodes.Status410Gone,
            Code = ProblemCodes.ConnectionDisconnected,
            Title = "The connection was ended",
            Detail = "It was disconnected. The user can connect again.",
        }),
        ConnectionState.NeedsReauthorization => Describe(connection, new ReauthorizationProblem
        {
            Status = StatusCodes.Status409Conflict,
            Code = ProblemCodes.ReauthorizationRequired,
            Title = connection.Kind == ConnectionKind.Jwt ? "The connection needs another JWT" : "The user must sign in again",
            Detail = connection.Kind == ConnectionKind.Jwt
                ? $"{JwtWords.For(connection.RingCentralCode)} Then post it to /connections/jwt with this external id."
                : "RingCentral ended the session. Send the user to reconnect_url.",
            ReconnectUrl = links.For(connection),
        }),
        ConnectionState.Blocked => Describe(connection, new ApiProblem
        {
            Status = StatusCodes.Status409Conflict,
            Code = ProblemCodes.ConnectionBlocked,
            Title = "RingCentral refuses this user for now",
            Detail = "The user or the account is blocked at RingCentral. We keep asking.",
        }),
        ConnectionState.Pending => Describe(connection, new ApiProblem
        {
            Status = StatusCodes.Status409Conflict,
            Code = ProblemCodes.ConnectionPending,
            Title = "The connect is not confirmed yet",
            Detail = "The app has not yet confirmed who finished the flow.",
        }),
        _ => Describe(connection, new ApiProblem
        {
            Status = StatusCodes.Status409Conflict,
            Code = ProblemCodes.ConnectionPaused,
            Title = "The connection is paused",
            Detail = "It hands out no tokens until it is resumed. Its session is kept alive.",
        }),
    };

    private static ApiProblem Describe(Connection connection, ApiProblem problem) => problem with
    {
        Reason = connection.Reason is { } reason ? SnakeCase.Write(reason) : null,
        Since = connection.StateSince,
    };
}
