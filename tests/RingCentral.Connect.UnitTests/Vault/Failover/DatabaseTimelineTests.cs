using RingCentral.Connect.Vault.Failover;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Failover;

public sealed class DatabaseTimelineTests
{
    [Theory]
    [InlineData("00000001", 100, false)]
    [InlineData("00000001", 101, false)]
    [InlineData("00000001", 99, true)]
    [InlineData("00000002", 101, true)]
    [InlineData("00000002", 99, true)]
    public void History_is_another_where_the_timeline_is_or_the_log_is_shorter(string timeline, long position, bool isOther) =>
        Assert.Equal(isOther, DatabaseTimeline.IsOther(new DatabaseTimeline.Place(timeline, position), new DatabaseTimeline.Place("00000001", 100)));
}
