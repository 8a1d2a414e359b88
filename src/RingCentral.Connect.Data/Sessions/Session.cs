namespace RingCentral.Connect.Data.Sessions;

/// <summary>
/// RingCentral's side of a connection: the encrypted token pair, its clocks and the claim of a rotation under way.
/// Every instant is database time.
/// </summary>
public sealed class Session
{
    public required Guid ConnectionId { get; init; }

    /// <summary>
    /// Our own mark of this session (UUID version 7), new at every reconnect. RingCentral's <see cref="RingCentralSessionId"/>
    /// cannot fence: it is absent from older replies.
    /// </summary>
    public required Guid Key { get; set; }

    /// <summary>Count of the connection's token pairs; rises at every rotation and reconnect, and fences commits.</summary>
    public required long Generation { get; set; }

    /// <summary>The token pair under Data Protection, bound to the connection's id. Null once it was given up.</summary>
    public byte[]? Ciphertext { get; set; }

    /// <summary>The Data Protection key that opens <see cref="Ciphertext"/>.</summary>
    public Guid? KeyId { get; set; }

    /// <summary>RingCentral's <c>session_id</c>.</summary>
    public string? RingCentralSessionId { get; set; }

    /// <summary>RingCentral's <c>endpoint_id</c>, sent back at every refresh.</summary>
    public string? EndpointId { get; set; }

    /// <summary>When this pair was asked for.</summary>
    public required DateTimeOffset IssuedAt { get; set; }

    public required DateTimeOffset AccessExpiresAt { get; set; }

    /// <summary>Null where RingCentral issued no refresh token.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; set; }

    /// <summary>End by the administrator's absolute session timeout, if there is one.</summary>
    public DateTimeOffset? SessionExpiresAt { get; set; }

    /// <summary>The administrator's idle timeout in seconds, if there is one.</summary>
    public int? IdleTimeoutSeconds { get; set; }

    /// <summary>Nothing rotates the session before this moment: the <c>expires_at</c> of every token handed out.</summary>
    public required DateTimeOffset HoldUntil { get; set; }

    /// <summary>When the sweep takes the session up next; null when there is nothing to keep alive.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Which queue the session waits in; meaningful while <see cref="DueAt"/> is set.</summary>
    public DueClass DueClass { get; set; } = DueClass.Idle;

    /// <summary>The rotation under way, if any.</summary>
    public Guid? RotationId { get; set; }

    /// <summary>Until when the claim of <see cref="RotationId"/> keeps others from asking.</summary>
    public DateTimeOffset? ClaimDeadline { get; set; }

    /// <summary>
    /// When the refresh token was first sent without an answer that we know of; while set, the access token is in doubt
    /// and handed to nobody.
    /// </summary>
    public DateTimeOffset? FirstAskedAt { get; set; }

    /// <summary>Failed asks since the last success.</summary>
    public int Failures { get; set; }

    /// <summary>RingCentral's code, or our word, for the last failure.</summary>
    public string? LastFailure { get; set; }

    /// <summary>When RingCentral last answered a request of this session with success.</summary>
    public required DateTimeOffset LastProvenAliveAt { get; set; }

    /// <summary>When app code last asked for a token; recorded in batches.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>When a person authorized the session, which counts as a use; null for imports.</summary>
    public DateTimeOffset? AuthorizedAt { get; set; }
}
