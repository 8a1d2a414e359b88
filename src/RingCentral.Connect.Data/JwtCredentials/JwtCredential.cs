namespace RingCentral.Connect.Data.JwtCredentials;

/// <summary>
/// The JWT that opens the sessions of a <c>jwt</c> connection. Apart from <see cref="Sessions.Session"/>, so that a rotation does not rewrite it,
/// and by itself, so that a change of keys can walk it in the order of its ids.
/// </summary>
public sealed class JwtCredential
{
    public required Guid ConnectionId { get; init; }

    /// <summary>The JWT under Data Protection, bound to the connection's id.</summary>
    public required byte[] Ciphertext { get; set; }

    /// <summary>The Data Protection key that opens <see cref="Ciphertext"/>.</summary>
    public required Guid KeyId { get; set; }

    /// <summary>When it was handed over.</summary>
    public required DateTimeOffset StoredAt { get; set; }
}
