namespace RingCentral.Connect.Data.Revocations;

/// <summary>A token pair that we received and do not keep, until RingCentral has confirmed that its session is over.</summary>
public sealed class Revocation
{
    /// <summary>UUID version 7; the ciphertext is bound to it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection that the session belonged to; null where none was made.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>Origin of the RingCentral server that holds the session.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>The token pair under Data Protection, bound to <see cref="Id"/>.</summary>
    public required byte[] Ciphertext { get; set; }

    public required Guid KeyId { get; set; }

    /// <summary>Why the session is not kept, in a word.</summary>
    public required string Cause { get; init; }

    /// <summary>Not before this moment; at first the end of the hold under which the access token was handed out.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When the session is over without our help.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public int Attempts { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
