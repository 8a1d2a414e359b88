using RingCentral.Connect.Pages.Display;
using Xunit;

namespace RingCentral.Connect.UnitTests.Pages.Display;

public sealed class DurationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2.19:30:00", "2 d 19 h")]
    [InlineData("1.00:00:00", "1 d 0 h")]
    [InlineData("23:59:59", "23 h 59 min")]
    [InlineData("01:00:00", "1 h 0 min")]
    [InlineData("00:53:59", "53 min")]
    [InlineData("00:00:59", "59 s")]
    [InlineData("00:00:00", "0 s")]
    [InlineData("-00:05:00", "5 min")]
    public void Duration_is_told_in_its_two_largest_units(string duration, string words) =>
        Assert.Equal(words, Durations.InWords(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(4, "just now")]
    [InlineData(-4, "just now")]
    [InlineData(5, "in 5 s")]
    [InlineData(-840, "14 min ago")]
    [InlineData(300, "in 5 min")]
    [InlineData(86399, "in 23 h 59 min")]
    [InlineData(-86400, "3 Nov, 12:00")]
    [InlineData(864000, "14 Nov, 12:00")]
    [InlineData(-31536000, "4 Nov 2025, 12:00")]
    public void Moment_is_relative_under_a_day_and_a_date_beyond(int seconds, string words) =>
        Assert.Equal(words, Durations.Relative(Now.AddSeconds(seconds), Now));
}
