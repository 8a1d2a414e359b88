using RingCentral.Connect.Notifications.Mail.Sending;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Mail.Sending;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(5, 160)]
    [InlineData(8, 900)]
    [InlineData(1000, 900)]
    public void A_server_that_is_away_is_looked_for_ever_more_rarely_up_to_a_quarter_of_an_hour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Backoff.Server(attempts));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void A_recipient_who_is_refused_for_the_moment_is_tried_ever_more_rarely_up_to_an_hour(int attempts, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Backoff.Recipient(attempts));
}
