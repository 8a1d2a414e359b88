using Microsoft.Extensions.Options;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Sessions;

namespace RingCentral.Connect.Vault.Scheduling;

/// <summary>Decides until when a pair is promised and when its session is rotated next (DESIGN 6).</summary>
internal sealed class SessionSchedule(IOptions<ScheduleOptions> options, IdlePace idlePace)
{
    /// <summary>A tenth of an idle or absolute timeout is kept as margin.</summary>
    private const int TimeoutMarginParts = 10;

    /// <summary>The last stretch of a refresh token's life is a seventh: a day of a week.</summary>
    private const int RefreshLifeParts = 7;

    /// <summary>A refresh token's life where RingCentral names none (RINGCENTRAL 4).</summary>
    private static readonly TimeSpan NominalRefreshLife = TimeSpan.FromDays(7);

    /// <summary>A hold's margin is shortened by up to a quarter, so that sessions connected together drift apart.</summary>
    private const double Jitter = 0.25;

    /// <summary>After a hold, how long calls in flight are left alone.</summary>
    public TimeSpan Grace => options.Value.HoldGrace;

    /// <summary>The wishes, as stored, that make a connection warm by use.</summary>
    public string[] AdaptivePreferences { get; } =
        [.. Enum.GetValues<KeepAlivePreference>().Where(wish => ModeOf(wish, options.Value) == KeepAliveMode.Adaptive).Select(SnakeCase.Write)];

    /// <summary>When the hold of a pair ends: the earliest of access expiry, idle deadline and absolute end, each less its margin.</summary>
    public DateTimeOffset HoldUntil(SessionClocks clocks)
    {
        var life = clocks.AccessExpiresAt - clocks.IssuedAt;
        var hold = clocks.AccessExpiresAt - Jittered(Shorter(options.Value.HoldMargin, life / 2));
        if (clocks.IdleTimeout is { } idle)
        {
            hold = Earlier(hold, clocks.IssuedAt + idle - TimeoutMargin(idle));
        }

        if (clocks.SessionExpiresAt is { } end)
        {
            hold = Earlier(hold, end - TimeoutMargin(end - clocks.IssuedAt));
        }

        return hold;
    }

    /// <summary>When the session is due next.</summary>
    /// <param name="clocks">The session's clocks.</param>
    /// <param name="holdUntil">The end of its hold: nothing rotates before a grace after it.</param>
    /// <param name="preference">The connection's own wish.</param>
    /// <param name="lastUse">When a token was last asked for, or a person connected.</param>
    public Due NextDue(SessionClocks clocks, DateTimeOffset holdUntil, KeepAlivePreference preference, DateTimeOffset? lastUse)
    {
        var earliest = holdUntil + Grace;
        if (ClassOf(preference, lastUse, clocks.IssuedAt) == DueClass.Warm)
        {
            return new Due(DueClass.Warm, earliest);
        }

        // Without a known end of the refresh token, nothing tells how long an idle session may be left alone. One that a JWT can follow may be left
        // for as long as others are: it is rotated then to see that the JWT still works.
        if ((clocks.RefreshExpiresAt ?? (clocks.HasCredential ? clocks.IssuedAt + NominalRefreshLife : null)) is not { } refreshEnd)
        {
            return new Due(DueClass.Idle, earliest);
        }

        var due = clocks.IssuedAt + idlePace.For(refreshEnd - clocks.IssuedAt);
        if (clocks.IdleTimeout is { } idle)
        {
            due = Earlier(due, clocks.IssuedAt + idle - TimeoutMargin(idle));
        }

        return new Due(DueClass.Idle, due > earliest ? due : earliest);
    }

    /// <summary>The queue of a session that nobody waits for.</summary>
    public DueClass ClassOf(KeepAlivePreference preference, DateTimeOffset? lastUse, DateTimeOffset now) =>
        IsWarm(preference, lastUse, now) ? DueClass.Warm : DueClass.Idle;

    /// <summary>Whether a fresh token is always wanted at hand.</summary>
    /// <param name="preference">The connection's own wish.</param>
    /// <param name="lastUse">When a token was last asked for, or a person connected.</param>
    /// <param name="now">The time.</param>
    private bool IsWarm(KeepAlivePreference preference, DateTimeOffset? lastUse, DateTimeOffset now) =>
        ModeOf(preference, options.Value) switch
        {
            KeepAliveMode.Warm => true,
            KeepAliveMode.Idle => false,
            _ => lastUse > now - options.Value.WarmWindow,
        };

    /// <summary>The mode that a connection's own wish comes to.</summary>
    private static KeepAliveMode ModeOf(KeepAlivePreference preference, ScheduleOptions options) => preference switch
    {
        KeepAlivePreference.Warm => KeepAliveMode.Warm,
        KeepAlivePreference.Idle => KeepAliveMode.Idle,
        KeepAlivePreference.Adaptive => KeepAliveMode.Adaptive,
        _ => options.Mode,
    };

    /// <summary>Whether less than a seventh of the refresh token's life is left.</summary>
    public static bool IsInLastSeventh(SessionClocks clocks, DateTimeOffset now) =>
        clocks.RefreshExpiresAt is { } end && end - now < (end - clocks.IssuedAt) / RefreshLifeParts;

    private TimeSpan TimeoutMargin(TimeSpan timeout) => Jittered(Shorter(options.Value.HoldMargin, timeout / TimeoutMarginParts));

    private static TimeSpan Jittered(TimeSpan margin) => margin * (1 - (Random.Shared.NextDouble() * Jitter));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
