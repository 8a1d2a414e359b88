using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Connecting.Jwt;

/// <summary>What app code asks for. A class, since a record would print the JWT.</summary>
internal sealed class JwtConnectRequest
{
    public required string ExternalId { get; init; }

    /// <summary>The JWT in clear.</summary>
    public required string Assertion { get; init; }

    /// <summary>JSON object; null leaves what is there.</summary>
    public string? Metadata { get; init; }

    /// <summary>Who asks, for the history.</summary>
    public required string Actor { get; init; }

    /// <summary>How long to wait for the auth budget.</summary>
    public required TimeSpan MaxWait { get; init; }
}

/// <summary>How it ended.</summary>
internal abstract record JwtConnectResult
{
    private JwtConnectResult()
    {
    }

    /// <summary>The connection works.</summary>
    public sealed record Stored(Guid ConnectionId) : JwtConnectResult;

    /// <summary>RingCentral refused the JWT.</summary>
    /// <param name="Code">RingCentral's code, or our word.</param>
    /// <param name="Reason">The reason that the API tells.</param>
    /// <param name="Sentence">What it means to whoever made the JWT.</param>
    public sealed record Refused(string Code, StateReason Reason, string Sentence) : JwtConnectResult;

    /// <summary>RingCentral did not answer, or may not be asked now.</summary>
    public sealed record NotNow(TimeSpan RetryAfter) : JwtConnectResult;

    /// <summary>A user authorized the connection with this external id.</summary>
    public sealed record OtherKind : JwtConnectResult;

    /// <summary>The connection belongs to another RingCentral user than the JWT.</summary>
    public sealed record OtherUser : JwtConnectResult;

    /// <summary>The JWT's user has as many sessions as RingCentral keeps.</summary>
    public sealed record SessionLimit : JwtConnectResult;
}
