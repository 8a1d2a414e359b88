namespace RingCentral.Connect.Vault.Scheduling;

/// <summary>
/// How often idle sessions are rotated: as often as half of the auth budget allows for the whole fleet, between one and five sevenths of the
/// refresh token's life (DESIGN 6). The more often, the longer an outage can last before a session is lost.
/// </summary>
internal sealed class IdlePace
{
    private const int Parts = 7;
    private const int LongestParts = 5;

    private long _wantedTicks;

    /// <summary>The period that half of the budget allows; zero where the budget is unlimited or the fleet was not counted yet.</summary>
    public TimeSpan Wanted
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _wantedTicks));
        set => Interlocked.Exchange(ref _wantedTicks, value.Ticks);
    }

    /// <summary>The period for a refresh token of the given life.</summary>
    public TimeSpan For(TimeSpan refreshLife)
    {
        var (shortest, longest) = (refreshLife / Parts, refreshLife * LongestParts / Parts);
        var wanted = Wanted;
        return wanted < shortest ? shortest : wanted > longest ? longest : wanted;
    }
}
