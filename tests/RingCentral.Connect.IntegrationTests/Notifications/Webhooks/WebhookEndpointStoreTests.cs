using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>Endpoints that are changed while background work is at their rows.</summary>
public sealed class WebhookEndpointStoreTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoint_whose_alarm_is_just_being_told_of_is_deleted_without_a_deadlock()
    {
        var store = Node.Get<WebhookEndpointStore>();
        var wanted = new NewWebhookEndpoint { Url = "https://example.com/hook", Description = "", Events = [], Enabled = true, Secret = WebhookSecret.Create() };
        var id = (await store.CreateAsync(wanted, Cancelled))!.Id;
        var subject = id.ToString();
        await using var context = await Node.ContextAsync();
        context.Add(new Alarm { Id = Guid.CreateVersion7(Node.Now), Kind = AlarmKind.WebhookFailing, Subject = subject, Detail = "It fails.", OpenedAt = Node.Now, UpdatedAt = Node.Now });
        await context.SaveChangesAsync(Cancelled);

        await using var telling = await context.Database.BeginTransactionAsync(Cancelled);
        await context.Database.ExecuteSqlAsync($"SELECT FROM alarms WHERE subject = {subject} FOR UPDATE", Cancelled);
        var deleted = store.DeleteAsync(id, Cancelled);
        await Eventually.TrueAsync(fixture.Database.HasWaitingAsync);
        context.Add(Subscribers.New(id, "alarm.opened", "{}", Node.Now));
        await context.SaveChangesAsync(Cancelled);
        await telling.CommitAsync(Cancelled);

        Assert.True(await deleted);
        Assert.False(await context.WebhookDeliveries.AnyAsync(delivery => delivery.EndpointId == id, Cancelled));
        Assert.NotNull((await context.Alarms.AsNoTracking().SingleAsync(alarm => alarm.Subject == subject, Cancelled)).ClosedAt);
    }
}
