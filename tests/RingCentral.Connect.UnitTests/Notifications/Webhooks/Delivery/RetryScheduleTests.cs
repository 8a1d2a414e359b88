using RingCentral.Connect.Notifications.Webhooks.Delivery;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Delivery;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Queued = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    [InlineData(5, 1800)]
    [InlineData(6, 3600)]
    [InlineData(7, 7200)]
    [InlineData(8, 14400)]
    [InlineData(9, 28800)]
    [InlineData(10, 28800)]
    [InlineData(1000, 28800)]
    public void Waits_grow_with_the_failures_and_are_spread(int attempts, int seconds)
    {
        var waits = Enumerable.Range(0, 200).Select(_ => (RetrySchedule.Next(Queued, attempts, null, Queued)!.Value - Queued).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, seconds * 0.8, seconds * 1.2));
        Assert.True(waits.Max() - waits.Min() > seconds * 0.2);
    }

    [Fact]
    public void Endpoint_that_asks_for_time_gets_it_but_never_less_than_the_schedule_and_never_more_than_the_day()
    {
        Assert.Equal(Queued.AddMinutes(7), RetrySchedule.Next(Queued, 1, TimeSpan.FromMinutes(7), Queued));
        Assert.True(RetrySchedule.Next(Queued, 5, TimeSpan.FromSeconds(1), Queued) > Queued.AddMinutes(20));
        Assert.Equal(Queued.AddDays(1), RetrySchedule.Next(Queued, 1, TimeSpan.MaxValue, Queued));
    }

    [Fact]
    public void Last_attempt_is_made_when_the_day_is_over()
    {
        Assert.Equal(Queued.AddDays(1), RetrySchedule.Next(Queued, 9, null, Queued.AddHours(23)));
        Assert.Null(RetrySchedule.Next(Queued, 10, null, Queued.AddDays(1)));
        Assert.Null(RetrySchedule.Next(Queued, 10, null, Queued.AddDays(2)));
    }

    [Fact]
    public void Day_holds_about_a_dozen_attempts()
    {
        var (attempts, now) = (1, Queued);
        while (RetrySchedule.Next(Queued, attempts, null, now) is { } next)
        {
            (attempts, now) = (attempts + 1, next);
        }

        Assert.InRange(attempts, 11, 12);
        Assert.Equal(Queued.AddDays(1), now);
    }
}
