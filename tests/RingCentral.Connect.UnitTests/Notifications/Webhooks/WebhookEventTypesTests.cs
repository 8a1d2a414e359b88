using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Notifications.Webhooks;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks;

public sealed class WebhookEventTypesTests
{
    [Theory]
    [InlineData(EventTypes.Connected, "", true)]
    [InlineData(EventTypes.Connected, EventTypes.Connected, true)]
    [InlineData(EventTypes.Connected, EventTypes.Deleted, false)]
    [InlineData(WebhookEventTypes.AlarmOpened, "", false)]
    [InlineData(WebhookEventTypes.AlarmOpened, WebhookEventTypes.AlarmOpened, true)]
    [InlineData(EventTypes.Imported, "", false)]
    [InlineData(EventTypes.Changed, "", false)]
    [InlineData(EventTypes.RotationFailed, "", false)]
    [InlineData(EventTypes.RotationResumed, EventTypes.RotationResumed, false)]
    public void Endpoint_is_sent_what_it_asks_for_and_what_is_no_history_alone(string type, string wanted, bool isSent) =>
        Assert.Equal(isSent, WebhookEventTypes.IsSent(type, wanted.Length == 0 ? [] : [wanted]));
}
