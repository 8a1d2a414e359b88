using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>Endpoints that nothing reaches are disabled, and administrators are told.</summary>
public sealed class WebhookDisablingTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoint_that_answers_410_is_disabled_at_once()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(410);
        (await hook.PostAsync("test")).MustBe(202);

        await MustBecomeDisabledAsync(hook, "gone");

        var failed = Assert.Single(await hook.LogAsync());
        Assert.Equal(("failed", 410), (failed.GetProperty("status").GetString(), failed.GetProperty("last_response_code").GetInt32()));
        Assert.Contains("410", Assert.Single(await AlarmsAsync(hook)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_that_has_failed_for_a_day_is_disabled_and_what_waits_is_dropped()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");

        await hook.ChangeAsync(endpoint => endpoint.FirstFailedAt -= TimeSpan.FromHours(23));
        await hook.HurryAsync();
        await Eventually.TrueAsync(async () => (await hook.RowsAsync()).All(row => row.Attempts >= 2));
        Assert.True((await hook.GetAsync()).GetProperty("enabled").GetBoolean());

        await hook.ChangeAsync(endpoint => endpoint.FirstFailedAt -= TimeSpan.FromHours(1));
        await hook.HurryAsync();
        await MustBecomeDisabledAsync(hook, "failing");

        await Eventually.TrueAsync(async () => (await hook.RowsAsync()).All(row => row is { NextAttemptAt: null, LastError: "endpoint_disabled" or "refused" }));
        var alarm = Assert.Single(await AlarmsAsync(hook));
        Assert.Contains(hook.Receiver.Address.Authority, alarm.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("/hook", alarm.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_that_failed_all_day_is_given_up_and_the_endpoint_with_it_unless_others_got_through()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("delivered", 1, null);
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");

        // Something else got through in the meantime.
        await hook.ChangeDeliveriesAsync(row => row.QueuedAt -= TimeSpan.FromHours(24));
        await hook.HurryAsync();
        await hook.LatestAsync("failed", 2, "refused");
        Assert.True((await hook.GetAsync()).GetProperty("enabled").GetBoolean());

        await hook.ChangeAsync(endpoint => endpoint.LastSucceededAt -= TimeSpan.FromHours(25));
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");
        await hook.ChangeDeliveriesAsync(row => row.QueuedAt -= TimeSpan.FromHours(24));
        await hook.HurryAsync();
        await MustBecomeDisabledAsync(hook, "failing");
        await hook.LatestAsync("failed", 2, "refused");
    }

    [Fact]
    public async Task Disabled_endpoint_gets_nothing_until_it_is_enabled_and_then_nothing_old()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        await using var witness = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(410);
        (await hook.PostAsync("test")).MustBe(202);
        await MustBecomeDisabledAsync(hook, "gone");

        (await hook.PostAsync("test")).MustBe(409, "webhook_endpoint_disabled");
        (await hook.PostAsync($"deliveries/{(await hook.LogAsync())[0].GetProperty("id").GetString()}/redeliver")).MustBe(409, "webhook_endpoint_disabled");
        var id = await Node.AddQuietAsync();
        await Node.TellAsync(id, 1, EventTypes.Recovered);
        await witness.Receiver.ReceiveAsync(1);
        hook.Receiver.Answer(200);
        var enabled = (await fixture.Api.PatchAsync(hook.Path, """{"enabled":true}""")).MustBe(200).Json;
        await Node.TellAsync(id, 2, EventTypes.Blocked);
        await witness.Receiver.ReceiveAsync(2);
        await hook.LatestAsync("delivered", 1, null);

        Assert.Equal((true, JsonValueKind.Null), (enabled.GetProperty("enabled").GetBoolean(), enabled.GetProperty("disabled_reason").ValueKind));
        Assert.Equal(["test", "connection.blocked"], hook.Receiver.Received.Select(webhook => webhook.Type));
        Assert.NotNull(Assert.Single(await AlarmsAsync(hook)).ClosedAt);
    }

    [Fact]
    public async Task Endpoint_that_was_disabled_on_request_raises_no_alarm_and_its_deletion_closes_one()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        var disabled = (await fixture.Api.PatchAsync(hook.Path, """{"enabled":false}""")).MustBe(200).Json;
        Assert.Equal("requested", disabled.GetProperty("disabled_reason").GetString());
        Assert.Empty(await AlarmsAsync(hook));

        (await fixture.Api.PatchAsync(hook.Path, """{"enabled":true}""")).MustBe(200);
        hook.Receiver.Answer(410);
        (await hook.PostAsync("test")).MustBe(202);
        await MustBecomeDisabledAsync(hook, "gone");
        (await fixture.Api.SendAsync(HttpMethod.Delete, hook.Path)).MustBe(204);

        Assert.NotNull(Assert.Single(await AlarmsAsync(hook)).ClosedAt);
        Assert.Empty(await hook.RowsAsync());
    }

    private static async Task MustBecomeDisabledAsync(Hook hook, string reason)
    {
        var disabled = await Eventually.GetAsync(hook.GetAsync, endpoint => !endpoint.GetProperty("enabled").GetBoolean());
        Assert.Equal((reason, JsonValueKind.String), (disabled.GetProperty("disabled_reason").GetString(), disabled.GetProperty("disabled_at").ValueKind));
    }

    private async Task<IReadOnlyList<Alarm>> AlarmsAsync(Hook hook)
    {
        var subject = hook.Id.ToString();
        await using var context = await Node.ContextAsync();
        return await context.Alarms.AsNoTracking().Where(alarm => alarm.Kind == AlarmKind.WebhookFailing && alarm.Subject == subject).ToListAsync(Cancelled);
    }
}
