using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>What handing out a token takes, as it stood in the database when it was read.</summary>
internal sealed record HeldSession
{
    /// <summary>A token is promised up to this long before its own end: RingCentral's clock and the way there take something.</summary>
    private static readonly TimeSpan ShortestMargin = TimeSpan.FromSeconds(5);

    /// <summary>A token is handed out only if at least this is left of its hold: what is rounded down to nothing serves nobody.</summary>
    public static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1);

    public required Guid ConnectionId { get; init; }

    public required string ExternalId { get; init; }

    public required string OwnerId { get; init; }

    public string? AccountId { get; init; }

    public required string Scope { get; init; }

    public required string ServerUrl { get; init; }

    /// <summary>The session's key and generation fence what is changed after this reading.</summary>
    public required Guid Key { get; init; }

    public required long Generation { get; init; }

    /// <summary>The pair under Data Protection.</summary>
    public required byte[] Ciphertext { get; init; }

    public required DateTimeOffset HoldUntil { get; init; }

    /// <summary>While set, the access token is in doubt.</summary>
    public DateTimeOffset? FirstAskedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The earliest of access expiry, idle deadline and absolute end, without a margin.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The latest moment until which a token of this session may be promised.</summary>
    public DateTimeOffset LatestHold => EndsAt - ShortestMargin;

    /// <summary>Whether the access token may be given to anybody at that moment.</summary>
    public bool CanBeHandedOut(DateTimeOffset now) => FirstAskedAt is null && HoldUntil - now >= ShortestHold;

    /// <summary>A session as it was read for something else.</summary>
    public static HeldSession Of(Connection connection, Session session) => new()
    {
        ConnectionId = connection.Id,
        ExternalId = connection.ExternalId,
        OwnerId = connection.OwnerId,
        AccountId = connection.AccountId,
        Scope = connection.Scope,
        ServerUrl = connection.ServerUrl,
        Key = session.Key,
        Generation = session.Generation,
        Ciphertext = session.Ciphertext ?? [],
        HoldUntil = session.HoldUntil,
        FirstAskedAt = session.FirstAskedAt,
        DueAt = session.DueAt,
        EndsAt = session.AccessExpiresAt,
    };

    public override string ToString() => $"session of {ConnectionId}, generation {Generation}";
}

/// <summary>A session as the cache keeps it: without its pair, and with the access token under the seal of this process.</summary>
internal sealed record KeptSession(HeldSession Session, byte[] SealedToken);

/// <summary>A connection as a caller who wants its token finds it.</summary>
/// <param name="ConnectionId">Its id.</param>
/// <param name="ExternalId">The app's own identifier.</param>
/// <param name="Session">Null where its state, or its being paused, forbids handing out.</param>
internal sealed record FoundConnection(Guid ConnectionId, string ExternalId, HeldSession? Session);
