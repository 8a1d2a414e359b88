using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// The right to rotate one session until a deadline, and what is needed to do it. It names the generation and the session whose refresh
/// token is spent: they fence whatever comes of it.
/// </summary>
internal sealed record RotationClaim
{
    public required Guid ConnectionId { get; init; }

    public required ConnectionKind Kind { get; init; }

    /// <summary>This claim's own mark in the row; another one once the claim has lapsed and somebody else has taken it up.</summary>
    public required Guid RotationId { get; init; }

    /// <summary>The session's key; another one after a reconnect.</summary>
    public required Guid SessionKey { get; init; }

    /// <summary>The generation whose refresh token is spent.</summary>
    public required long Generation { get; init; }

    public required byte[] Ciphertext { get; init; }

    public required string ServerUrl { get; init; }

    public string? EndpointId { get; init; }

    /// <summary>When this refresh token was first sent; equal to <see cref="ClaimedAt"/> unless an earlier ask was left without an answer.</summary>
    public required DateTimeOffset FirstAskedAt { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public required SessionClocks Clocks { get; init; }

    public required ConnectionState State { get; init; }

    public required KeepAlivePreference KeepAlive { get; init; }

    /// <summary>The later of the last use and the moment when a person authorized the session.</summary>
    public DateTimeOffset? LastUse { get; init; }

    /// <summary>Account id, or owner id where the account is not known: what the brake counts by.</summary>
    public required string Account { get; init; }

    /// <summary>Failed asks before this one, and what the last of them was.</summary>
    public required int Failures { get; init; }

    public string? LastFailure { get; init; }

    /// <summary>Whether the outcome of an earlier ask is unknown: then no answer of this ask proves that the old access token lives.</summary>
    public bool WasInterrupted => FirstAskedAt < ClaimedAt;
}
