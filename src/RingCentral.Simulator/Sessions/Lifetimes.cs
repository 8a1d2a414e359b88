using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Sessions;

/// <summary>How long the next pair lives. A refresh token of no life is not issued.</summary>
internal readonly record struct Lifetimes(TimeSpan Access, TimeSpan Refresh)
{
    private static readonly TimeSpan ShortestAccess = TimeSpan.FromSeconds(600);
    private static readonly TimeSpan LongestAccess = TimeSpan.FromSeconds(3600);
    private static readonly TimeSpan UsualRefresh = TimeSpan.FromDays(7);

    /// <summary>
    /// RINGCENTRAL section 3: access_token_ttl is clamped to 600..3600, refresh_token_ttl to its maximum, 0 asks for no refresh token.
    /// A lifetime shortened by a switch holds against what clients ask for, since most clients resend the lifetimes that they were given.
    /// </summary>
    public static Lifetimes Of(SwitchValues switches, long? accessSeconds, long? refreshSeconds)
    {
        var access = switches.AccessTokenLifetime;
        if (accessSeconds is { } asked)
        {
            access = Min(Min(Max(Seconds(asked), ShortestAccess), LongestAccess), access);
        }

        return new Lifetimes(access, switches.IssueRefreshTokens ? OfRefresh(switches, refreshSeconds) : TimeSpan.Zero);
    }

    private static TimeSpan OfRefresh(SwitchValues switches, long? seconds)
    {
        if (seconds is not { } asked)
        {
            return switches.RefreshTokenLifetime;
        }

        var most = switches.RefreshTokenLifetime < UsualRefresh ? switches.RefreshTokenLifetime : switches.RefreshTokenLifetimeMax;
        return Min(Seconds(asked), most);
    }

    private static TimeSpan Seconds(long seconds)
    {
        return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other)
    {
        return one < other ? one : other;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other)
    {
        return one > other ? one : other;
    }
}
