using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Vault.Scheduling;

/// <summary>Everything that limits how long a session may be left alone, in database time.</summary>
internal readonly record struct SessionClocks
{
    /// <summary>The moment before the pair was asked for.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset AccessExpiresAt { get; init; }

    public DateTimeOffset? RefreshExpiresAt { get; init; }

    /// <summary>End by an absolute session timeout, which no rotation extends.</summary>
    public DateTimeOffset? SessionExpiresAt { get; init; }

    /// <summary>Idle timeout, which every use extends.</summary>
    public TimeSpan? IdleTimeout { get; init; }

    /// <summary>A JWT can open the next session: nothing is lost when this one ends.</summary>
    public bool HasCredential { get; init; }

    /// <summary>The clocks of a fresh reply.</summary>
    public static SessionClocks Of(TokenReply reply, bool hasCredential = false) => new()
    {
        HasCredential = hasCredential,
        IssuedAt = reply.AskedAt,
        AccessExpiresAt = reply.AccessExpiresAt,
        RefreshExpiresAt = reply.RefreshExpiresAt,
        SessionExpiresAt = reply.SessionExpiresAt,
        IdleTimeout = reply.SessionIdleTimeout,
    };

    /// <summary>
    /// The clocks of a reply to a refresh that was first asked for at <paramref name="firstAskedAt"/>. RingCentral may repeat an answer that
    /// it gave then, with lifetimes that count from then; whether it reports what is left or the nominal life is not documented
    /// (RINGCENTRAL 4, row 8), so the earlier reading holds.
    /// </summary>
    /// <param name="reply">The reply.</param>
    /// <param name="firstAskedAt">When the spent refresh token was first sent.</param>
    /// <param name="previous">The clocks of the pair that was spent: they tell the nominal lives.</param>
    public static SessionClocks Of(TokenReply reply, DateTimeOffset firstAskedAt, SessionClocks previous)
    {
        var clocks = Of(reply, previous.HasCredential) with { SessionExpiresAt = reply.SessionExpiresAt ?? previous.SessionExpiresAt };
        return clocks with
        {
            AccessExpiresAt = Earlier(clocks.AccessExpiresAt, firstAskedAt + Longer(reply.ExpiresIn, previous.AccessExpiresAt - previous.IssuedAt)),

            // Without a new refresh token the old one stays in force, and so does its end.
            RefreshExpiresAt = clocks.RefreshExpiresAt is { } refresh
                ? Earlier(refresh, firstAskedAt + Longer(reply.RefreshTokenExpiresIn!.Value, previous.RefreshExpiresAt - previous.IssuedAt))
                : previous.RefreshExpiresAt,
        };
    }

    /// <summary>Whether less than a seventh of the refresh token's life is left at that moment.</summary>
    public bool IsInLastSeventh(DateTimeOffset at) => RefreshExpiresAt - at < (RefreshExpiresAt - IssuedAt) / 7;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan? other) => other > one ? other.Value : one;
}
