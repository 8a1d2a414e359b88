using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>Alarms as webhooks, and webhooks as alarms.</summary>
public sealed class AlarmWebhookTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Alarm_is_told_once_when_it_opens_and_once_when_it_is_over_and_only_to_whoever_asks()
    {
        await using var asking = await Hook.CreateAsync(fixture, "alarm.opened", "alarm.closed");
        await using var app = await Hook.CreateAsync(fixture);
        var book = Node.Get<AlarmBook>();

        // No source of this node looks after an alarm of this subject: that of a certificate which another node has.
        await book.SetAsync(AlarmKind.CertificateEnding, "elsewhere", "It ends soon.", Cancelled);
        await asking.Receiver.ReceiveAsync(1);
        await book.SetAsync(AlarmKind.CertificateEnding, "elsewhere", "It ends sooner.", Cancelled);
        await book.SetAsync(AlarmKind.CertificateEnding, "elsewhere", null, Cancelled);
        var told = (await asking.Receiver.ReceiveAsync(2)).DistinctBy(webhook => webhook.Id).ToList();
        (await app.PostAsync("test")).MustBe(202);
        await app.Receiver.ReceiveAsync(1);

        Assert.Equal(["alarm.opened", "alarm.closed"], told.Select(webhook => webhook.Type));
        Assert.All(told, webhook => Assert.True(webhook.IsGenuine(asking.Secret)));
        Assert.Equal(("certificate_ending", "elsewhere", "It ends sooner."), (Text(told[1], "kind"), Text(told[1], "subject"), Text(told[1], "detail")));
        Assert.All(app.Receiver.Received, webhook => Assert.Equal("test", webhook.Type));
    }

    [Fact]
    public async Task Endpoint_that_fails_for_an_hour_is_an_alarm_until_something_reaches_it()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");
        var source = Node.Get<IEnumerable<IAlarmSource>>().OfType<WebhookAlarm>().Single();
        Assert.Empty(await source.LookAsync([], Cancelled));

        await hook.ChangeAsync(endpoint => endpoint.FirstFailedAt -= TimeSpan.FromMinutes(61));
        var trouble = Assert.Single(await source.LookAsync([], Cancelled));
        Assert.Equal((AlarmKind.WebhookFailing, hook.Id.ToString()), (trouble.Kind, trouble.Subject));
        Assert.Contains($"{hook.Receiver.Address.Authority} for more than an hour", trouble.Detail, StringComparison.Ordinal);

        hook.Receiver.Answer(200);
        await hook.HurryAsync();
        await hook.LatestAsync("delivered", 2, null);
        Assert.Empty(await source.LookAsync([], Cancelled));
    }

    private static string? Text(ReceivedWebhook webhook, string field) => webhook.Data.GetProperty(field).GetString();
}
