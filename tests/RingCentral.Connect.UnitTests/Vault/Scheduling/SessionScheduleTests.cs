using Microsoft.Extensions.Options;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Scheduling;

public sealed class SessionScheduleTests
{
    /// <summary>Jitter is random: what must hold always is tried often.</summary>
    private const int Tries = 500;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SessionSchedule _schedule = Schedule(new ScheduleOptions());

    [Fact]
    public void Hold_ends_a_jittered_margin_before_the_access_token_does()
    {
        var margins = Margins(Clocks(TimeSpan.FromHours(1)));

        Assert.All(margins, margin => Assert.InRange(margin, TimeSpan.FromMinutes(7.5), TimeSpan.FromMinutes(10)));
        Assert.True(margins.Max() - margins.Min() > TimeSpan.FromMinutes(1), "Sessions that were connected together should drift apart.");
    }

    [Fact]
    public void Margin_is_at_most_half_of_a_short_life()
    {
        var margins = Margins(Clocks(TimeSpan.FromSeconds(20)));

        Assert.All(margins, margin => Assert.InRange(margin, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Idle_timeout_ends_the_hold_a_tenth_of_itself_earlier()
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { IdleTimeout = TimeSpan.FromMinutes(30) };

        Assert.All(Holds(clocks), hold => Assert.InRange(hold, Start.AddMinutes(27), Start.AddMinutes(27.75)));
    }

    [Fact]
    public void Margin_of_a_long_idle_timeout_is_at_most_the_hold_margin()
    {
        var clocks = Clocks(TimeSpan.FromHours(24)) with { IdleTimeout = TimeSpan.FromHours(10) };

        Assert.All(Holds(clocks), hold => Assert.InRange(hold, Start.AddHours(10).AddMinutes(-10), Start.AddHours(10).AddMinutes(-7.5)));
    }

    [Fact]
    public void Absolute_end_of_the_session_ends_the_hold_before_it()
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { SessionExpiresAt = Start.AddMinutes(20) };

        Assert.All(Holds(clocks), hold => Assert.InRange(hold, Start.AddMinutes(18), Start.AddMinutes(18.5)));
    }

    [Fact]
    public void Far_timeouts_leave_the_hold_to_the_access_token()
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { SessionExpiresAt = Start.AddDays(30), IdleTimeout = TimeSpan.FromDays(3) };

        Assert.All(Holds(clocks), hold => Assert.InRange(hold, Start.AddMinutes(50), Start.AddMinutes(52.5)));
    }

    [Fact]
    public void Warm_session_is_due_a_grace_after_its_hold()
    {
        var hold = Start.AddMinutes(50);

        Assert.Equal(hold + TimeSpan.FromSeconds(1), _schedule.NextDue(Clocks(TimeSpan.FromHours(1)), hold, KeepAlivePreference.Warm, lastUse: null).At);
    }

    [Fact]
    public void Idle_session_is_due_after_a_seventh_of_its_refresh_tokens_life()
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { RefreshExpiresAt = Start.AddDays(7) };

        Assert.Equal(Start.AddDays(1), _schedule.NextDue(clocks, Start.AddMinutes(50), KeepAlivePreference.Idle, lastUse: null).At);
    }

    [Fact]
    public void Idle_session_with_an_idle_timeout_is_due_before_that_ends()
    {
        var clocks = Clocks(TimeSpan.FromMinutes(10)) with { RefreshExpiresAt = Start.AddDays(7), IdleTimeout = TimeSpan.FromHours(1) };

        Assert.InRange(_schedule.NextDue(clocks, Start.AddMinutes(5), KeepAlivePreference.Idle, lastUse: null).At, Start.AddMinutes(54), Start.AddMinutes(55.5));
    }

    [Fact]
    public void Session_without_a_known_refresh_end_is_due_like_a_warm_one()
    {
        var hold = Start.AddMinutes(50);

        Assert.Equal(hold + TimeSpan.FromSeconds(1), _schedule.NextDue(Clocks(TimeSpan.FromHours(1)), hold, KeepAlivePreference.Idle, lastUse: null).At);
    }

    [Fact]
    public void Idle_session_that_a_jwt_can_follow_is_left_alone_like_others_where_it_has_no_refresh_token()
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { HasCredential = true };

        Assert.Equal(Start.AddDays(1), _schedule.NextDue(clocks, Start.AddMinutes(50), KeepAlivePreference.Idle, lastUse: null).At);
        Assert.Equal(Start.AddMinutes(50).AddSeconds(1), _schedule.NextDue(clocks, Start.AddMinutes(50), KeepAlivePreference.Warm, lastUse: null).At);
    }

    [Theory]
    [InlineData(KeepAlivePreference.Warm)]
    [InlineData(KeepAlivePreference.Idle)]
    internal void Session_is_never_due_before_its_hold_and_grace_have_passed(KeepAlivePreference wish)
    {
        var schedule = Schedule(new ScheduleOptions { HoldGrace = TimeSpan.FromSeconds(3) });
        TimeSpan?[] idleTimeouts = [null, TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)];
        foreach (var idle in idleTimeouts)
        {
            foreach (var refreshLife in new[] { TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(7) })
            {
                var clocks = Clocks(TimeSpan.FromMinutes(30)) with { RefreshExpiresAt = Start + refreshLife, IdleTimeout = idle };
                var hold = schedule.HoldUntil(clocks);

                Assert.True(schedule.NextDue(clocks, hold, wish, lastUse: null).At >= hold + TimeSpan.FromSeconds(3));
            }
        }
    }

    [Theory]
    [InlineData(KeepAlivePreference.Warm, KeepAliveMode.Idle, null, true)]
    [InlineData(KeepAlivePreference.Idle, KeepAliveMode.Warm, 0, false)]
    [InlineData(KeepAlivePreference.Default, KeepAliveMode.Warm, null, true)]
    [InlineData(KeepAlivePreference.Default, KeepAliveMode.Idle, 0, false)]
    [InlineData(KeepAlivePreference.Default, KeepAliveMode.Adaptive, 23, true)]
    [InlineData(KeepAlivePreference.Default, KeepAliveMode.Adaptive, 25, false)]
    [InlineData(KeepAlivePreference.Default, KeepAliveMode.Adaptive, null, false)]
    [InlineData(KeepAlivePreference.Adaptive, KeepAliveMode.Idle, 1, true)]
    [InlineData(KeepAlivePreference.Adaptive, KeepAliveMode.Warm, 25, false)]
    internal void Warmth_follows_the_wish_then_the_mode_then_the_last_use(KeepAlivePreference wish, KeepAliveMode mode, int? hoursSinceUse, bool warm)
    {
        var schedule = Schedule(new ScheduleOptions { Mode = mode });

        var use = hoursSinceUse is { } hours ? Start.AddHours(-hours) : (DateTimeOffset?)null;

        Assert.Equal(warm ? DueClass.Warm : DueClass.Idle, schedule.ClassOf(wish, use, Start));
    }

    [Theory]
    [InlineData(KeepAliveMode.Adaptive, new[] { "default", "adaptive" })]
    [InlineData(KeepAliveMode.Warm, new[] { "adaptive" })]
    [InlineData(KeepAliveMode.Idle, new[] { "adaptive" })]
    internal void Wishes_that_a_use_makes_warm_depend_on_the_mode(KeepAliveMode mode, string[] wishes) =>
        Assert.Equal(wishes, Schedule(new ScheduleOptions { Mode = mode }).AdaptivePreferences);

    [Theory]
    [InlineData(5.9, false)]
    [InlineData(6.1, true)]
    [InlineData(8, true)]
    public void Last_seventh_is_the_last_day_of_a_week(double days, bool isLast)
    {
        var clocks = Clocks(TimeSpan.FromHours(1)) with { RefreshExpiresAt = Start.AddDays(7) };

        Assert.Equal(isLast, SessionSchedule.IsInLastSeventh(clocks, Start.AddDays(days)));
    }

    [Fact]
    public void Session_without_a_refresh_end_has_no_last_seventh() =>
        Assert.False(SessionSchedule.IsInLastSeventh(Clocks(TimeSpan.FromHours(1)), Start.AddDays(100)));

    private static SessionSchedule Schedule(ScheduleOptions options) => new(Options.Create(options), new IdlePace());

    private static SessionClocks Clocks(TimeSpan accessLife) => new() { IssuedAt = Start, AccessExpiresAt = Start + accessLife };

    private IReadOnlyList<DateTimeOffset> Holds(SessionClocks clocks) => [.. Enumerable.Range(0, Tries).Select(_ => _schedule.HoldUntil(clocks))];

    private IReadOnlyList<TimeSpan> Margins(SessionClocks clocks) => [.. Holds(clocks).Select(hold => clocks.AccessExpiresAt - hold)];
}
