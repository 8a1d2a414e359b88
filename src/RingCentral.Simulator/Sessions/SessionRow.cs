namespace RingCentral.Simulator.Sessions;

/// <summary>
/// One session in about 150 bytes. Token texts are not stored: they follow from number and generation (<see cref="Tokens.TokenMint"/>).
/// Instants are UTC ticks, 0 is never. Guarded by the gate of its number in <see cref="SessionTable"/>.
/// </summary>
internal struct SessionRow
{
    public ulong IdHigh;
    public uint IdLow;

    public int User;
    public int NextOfUser;
    public short App;
    public EndReason Ended;
    public bool HasRefreshToken;
    public bool OpenId;

    /// <summary>Counts the access tokens of this session; the current one carries this number.</summary>
    public int AccessGeneration;

    /// <summary>Falls behind the access generation where a reply brought no new refresh token (row 1).</summary>
    public int RefreshGeneration;

    public long CreatedAt;
    public long EndedAt;
    public long LastUsedAt;

    public long IssuedAt;
    public long AccessExpiresAt;
    public long RefreshExpiresAt;
    public long FirstUsedAt;

    /// <summary>When the current refresh token replaced the one before it; 0 where that is forgotten.</summary>
    public long RotatedAt;

    public long AbsoluteEndAt;
    public long IdleTimeout;
    public long AccessLifetime;
    public long RefreshLifetime;

    /// <summary>Null where the endpoint id was made up here and follows from the session id.</summary>
    public string? EndpointId;

    /// <summary>What was granted; shared between sessions that were granted the same.</summary>
    public string Scope;

    /// <summary>What replies repeat in the same words while the pair is repeated.</summary>
    public readonly long AccessRemaining(long now)
    {
        return AccessExpiresAt - now;
    }
}
