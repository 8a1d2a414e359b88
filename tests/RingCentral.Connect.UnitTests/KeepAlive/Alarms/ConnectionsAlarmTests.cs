using RingCentral.Connect.KeepAlive.Alarms;
using Xunit;

namespace RingCentral.Connect.UnitTests.KeepAlive.Alarms;

public sealed class ConnectionsAlarmTests
{
    [Theory]
    [InlineData(79, false, false)]
    [InlineData(80, false, true)]
    [InlineData(79, true, true)]
    [InlineData(70, true, true)]
    [InlineData(69, true, false)]
    public void Alarm_opens_at_four_fifths_and_closes_below_seven_tenths(long used, bool isOn, bool remains) =>
        Assert.Equal(remains, ConnectionsAlarm.Judge(used, 100, isOn).Count > 0);
}
