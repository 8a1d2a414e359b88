using RingCentral.Connect.Data.Clock;
using Xunit;

namespace RingCentral.Connect.UnitTests.Data.Clock;

public sealed class DatabaseClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Clock_that_was_never_sampled_shows_the_nodes_own_time()
    {
        var clock = new DatabaseClock(new SteppedTime { Wall = Noon });

        Assert.False(clock.IsSampled);
        Assert.Equal(Noon, clock.GetUtcNow());
    }

    [Fact]
    public void Sampled_clock_shows_the_databases_time_and_goes_on_by_the_monotonic_clock()
    {
        var inner = new SteppedTime { Wall = Noon };
        var clock = new DatabaseClock(inner);

        clock.Sample(Noon.AddHours(3), inner.GetTimestamp(), inner.GetTimestamp());
        inner.Monotonic += TimeSpan.FromSeconds(90).Ticks;

        Assert.True(clock.IsSampled);
        Assert.Equal(Noon.AddHours(3).AddSeconds(90), clock.GetUtcNow());
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void Step_of_the_nodes_wall_clock_does_not_move_it(int seconds)
    {
        var inner = new SteppedTime { Wall = Noon };
        var clock = new DatabaseClock(inner);
        clock.Sample(Noon, inner.GetTimestamp(), inner.GetTimestamp());

        inner.Wall += TimeSpan.FromSeconds(seconds);

        Assert.Equal(Noon, clock.GetUtcNow());
    }

    [Fact]
    public void Reading_is_taken_for_the_middle_of_question_and_answer()
    {
        var inner = new SteppedTime { Wall = Noon };
        var clock = new DatabaseClock(inner);
        var askedAt = inner.GetTimestamp();
        inner.Monotonic += TimeSpan.FromSeconds(4).Ticks;

        clock.Sample(Noon, askedAt, inner.GetTimestamp());

        Assert.Equal(Noon.AddSeconds(2), clock.GetUtcNow());
    }

    [Fact]
    public void Instants_are_whole_microseconds_so_that_they_equal_themselves_once_stored()
    {
        var inner = new SteppedTime { Wall = Noon };
        var clock = new DatabaseClock(inner);

        inner.Monotonic += 123_456_789;

        Assert.Equal(0, clock.GetUtcNow().Ticks % TimeSpan.TicksPerMicrosecond);
        Assert.Equal(Noon.AddTicks(123_456_780), clock.GetUtcNow());
    }

    [Fact]
    public void Local_time_is_UTC_everywhere() => Assert.Equal(TimeZoneInfo.Utc, new DatabaseClock(new SteppedTime()).LocalTimeZone);

    /// <summary>A machine whose wall clock and monotonic clock move apart.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = Noon;

        public long Monotonic { get; set; } = 1_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => Monotonic;
    }
}
