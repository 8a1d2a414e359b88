namespace RingCentral.Connect.Data.Idempotency;

/// <summary>A request that app code has named by an idempotency key, so that repeating it does nothing twice, and its answer once there is one.</summary>
public sealed class IdempotentRequest
{
    /// <summary>Who sent it: each API key has its own names.</summary>
    public required Guid ApiKeyId { get; init; }

    /// <summary>The name, as the caller chose it.</summary>
    public required string Key { get; init; }

    /// <summary>Tells whether a request of the same name is the same request: SHA-256 of its method, address and body.</summary>
    public required byte[] Fingerprint { get; set; }

    /// <summary>The mark of the attempt that works on it, or did.</summary>
    public required Guid AttemptId { get; set; }

    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>The answer under Data Protection, bound to this row; null while none was given.</summary>
    public byte[]? Answer { get; set; }
}
