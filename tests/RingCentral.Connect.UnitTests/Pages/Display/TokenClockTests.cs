using RingCentral.Connect.Pages.Display;
using Xunit;

namespace RingCentral.Connect.UnitTests.Pages.Display;

public sealed class TokenClockTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Clock_drains_and_marks_the_next_rotation()
    {
        var clock = new TokenClock("Access", From, From.AddMinutes(60), From.AddMinutes(50), From.AddMinutes(14));

        Assert.Equal("46 min", clock.Left);
        Assert.Equal("76.7%", clock.Fill);
        Assert.Equal("16.7%", clock.Mark);
    }

    [Fact]
    public void Clock_that_ran_out_says_so()
    {
        var clock = new TokenClock("Access", From, From.AddMinutes(60), null, From.AddMinutes(60));

        Assert.Equal("Ended", clock.Left);
        Assert.Null(clock.Fill);
        Assert.Null(clock.Mark);
    }

    [Fact]
    public void Clock_of_no_token_says_so()
    {
        var clock = new TokenClock("Refresh", From, null, From, From);

        Assert.Equal("None held", clock.Left);
        Assert.Null(clock.Fill);
        Assert.Null(clock.Mark);
    }

    [Fact]
    public void Shares_stay_between_nothing_and_all()
    {
        var before = new TokenClock("Access", From, From.AddMinutes(60), From.AddMinutes(-30), From.AddMinutes(-30));

        Assert.Equal("100%", before.Fill);
        Assert.Equal("100%", before.Mark);
    }

    [Fact]
    public void Rotation_that_is_due_after_the_end_has_no_mark() =>
        Assert.Null(new TokenClock("Access", From, From.AddMinutes(60), From.AddMinutes(61), From).Mark);
}
