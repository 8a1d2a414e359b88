using System.Net;

namespace RingCentral.Connect.Client;

/// <summary>What the service answered instead of a token (RFC 9457).</summary>
public sealed record ConnectProblem
{
    /// <summary>The HTTP status; null where the service was not reached.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>What a program goes by, such as <c>reauthorization_required</c>; null where the service said none.</summary>
    public string? Code { get; init; }

    /// <summary>A sentence for a person.</summary>
    public string? Detail { get; init; }

    /// <summary>Finds the entry in the service's log.</summary>
    public string? Reference { get; init; }

    /// <summary>Why the connection is in its state, such as <c>token_expired</c> or <c>user_disabled</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Where the user signs in again.</summary>
    public Uri? ReconnectUrl { get; init; }

    /// <summary>When a hold that is in the way has ended.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>After how long the service wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
