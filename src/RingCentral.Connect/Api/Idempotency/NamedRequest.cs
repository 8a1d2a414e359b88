namespace RingCentral.Connect.Api.Idempotency;

/// <summary>A request that its caller has named, so that repeating it does nothing twice.</summary>
/// <param name="ApiKeyId">Whose name it is.</param>
/// <param name="Key">The name.</param>
/// <param name="Fingerprint">What is asked, as a hash.</param>
/// <param name="AttemptId">Marks this attempt.</param>
internal sealed record NamedRequest(Guid ApiKeyId, string Key, byte[] Fingerprint, Guid AttemptId);

/// <summary>An answer as it is repeated.</summary>
internal sealed record KeptAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    public override string ToString() => $"{nameof(KeptAnswer)} {Status}";
}

/// <summary>What is known of a named request.</summary>
internal abstract record IdempotencyStanding
{
    private IdempotencyStanding()
    {
    }

    /// <summary>Nothing was: this attempt is to do the work.</summary>
    public sealed record Begun : IdempotencyStanding;

    /// <summary>It was done.</summary>
    public sealed record Answered(KeptAnswer Answer) : IdempotencyStanding;

    /// <summary>Another attempt is at it.</summary>
    public sealed record UnderWay : IdempotencyStanding;

    /// <summary>The name stands for another request.</summary>
    public sealed record OtherRequest : IdempotencyStanding;
}
