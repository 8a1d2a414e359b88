using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>Nodes that die, stop or come late in the middle of a delivery. The test decides which node works, and when.</summary>
public sealed class WebhookLeaseTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private ServiceNode _node = null!;
    private Guid _endpoint;
    private Guid _delivery;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private DeliveryQueue Queue => _node.Get<DeliveryQueue>();

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _node = await NodeAsync();
        var wanted = new NewWebhookEndpoint { Url = _receiver.Address.ToString(), Description = "", Events = [], Enabled = true, Secret = WebhookSecret.Create() };
        _endpoint = (await _node.Get<WebhookEndpointStore>().CreateAsync(wanted, Cancelled))!.Id;
        _delivery = Assert.IsType<QueueResult.Queued>(await _node.Get<DeliveryLog>().TestAsync(_endpoint, Cancelled)).Delivery.Id;
    }

    [Fact]
    public async Task Delivery_is_given_to_one_node_and_after_its_lease_to_the_next()
    {
        var first = Assert.Single(await Queue.ClaimAsync(10, [], Cancelled));
        Assert.Empty(await Queue.ClaimAsync(10, [], Cancelled));
        var leasedUntil = (await RowAsync()).NextAttemptAt;
        await LeaseIsOverAsync();

        await using var other = await NodeAsync();
        await other.StartAsync();
        await DeliveredAsync();

        Assert.InRange(leasedUntil!.Value - _node.Now, DeliveryQueue.Lease - TimeSpan.FromSeconds(20), DeliveryQueue.Lease);
        Assert.Equal((_delivery, 2), (first.Id, (await RowAsync()).Attempts));
        Assert.Equal(MessageIds.Write(_delivery), Assert.Single(_receiver.Received).Id);
    }

    [Fact]
    public async Task Node_that_is_late_with_a_failure_settles_nothing_and_with_a_success_does()
    {
        var late = Assert.Single(await Queue.ClaimAsync(10, [], Cancelled));
        await LeaseIsOverAsync();
        var present = Assert.Single(await Queue.ClaimAsync(10, [], Cancelled));
        var settlements = _node.Get<DeliverySettlements>();

        await settlements.FailedAsync(late, new AttemptResult(500, AttemptErrors.Refused, TimeSpan.FromSeconds(1)), Cancelled);
        Assert.Equal((present.LeaseId, null), ((await RowAsync()).LeaseId, (await RowAsync()).LastError));

        await settlements.DeliveredAsync(late, new AttemptResult(200, null, TimeSpan.FromSeconds(1)), Cancelled);
        await settlements.FailedAsync(present, new AttemptResult(500, AttemptErrors.Refused, TimeSpan.FromSeconds(1)), Cancelled);
        Assert.Equal((WebhookDeliveryState.Delivered, null, null), ((await RowAsync()).State, (await RowAsync()).LeaseId, (await RowAsync()).NextAttemptAt));
    }

    [Theory]
    [InlineData(204, null)]
    [InlineData(500, AttemptErrors.Refused)]
    public async Task What_came_of_an_attempt_is_seen_together_with_what_follows_for_the_endpoint(int status, string? error)
    {
        var claimed = Assert.Single(await Queue.ClaimAsync(10, [], Cancelled));
        if (error is null)
        {
            await ChangeEndpointAsync(endpoint => endpoint.FirstFailedAt = _node.Now);
        }

        Task settled;
        await using (var context = await _node.ContextAsync())
        {
            await using var held = await context.Database.BeginTransactionAsync(Cancelled);
            await context.Database.ExecuteSqlAsync($"SELECT FROM webhook_endpoints WHERE id = {_endpoint} FOR UPDATE", Cancelled);
            settled = SettleAsync(claimed, new AttemptResult(status, error, TimeSpan.Zero));
            await Eventually.TrueAsync(fixture.Database.HasWaitingAsync);
            Assert.Equal((claimed.LeaseId, null), ((await RowAsync()).LeaseId, (await RowAsync()).LastResponseCode));
        }

        await settled;
        var endpoint = await _node.Get<WebhookEndpointStore>().FindAsync(_endpoint, Cancelled);
        Assert.Equal((null, status), ((await RowAsync()).LeaseId, (await RowAsync()).LastResponseCode));
        Assert.Equal(error is not null, endpoint!.FirstFailedAt is not null);
    }

    [Fact]
    public async Task Node_that_stops_gives_back_what_was_not_answered()
    {
        _receiver.Hang();
        await using (var stopping = await NodeAsync())
        {
            await stopping.StartAsync();
            await _receiver.ReceiveAsync(1);
        }

        var row = await RowAsync();
        Assert.Equal((WebhookDeliveryState.Pending, 0, null), (row.State, row.Attempts, row.LeaseId));
        Assert.True(row.NextAttemptAt <= _node.Now);
    }

    [Fact]
    public async Task Endpoint_gets_a_few_at_once_and_one_while_it_fails()
    {
        for (var i = 1; i < 2 * DeliveryQueue.PlacesOfEndpoint; i++)
        {
            await _node.Get<DeliveryLog>().TestAsync(_endpoint, Cancelled);
        }

        Assert.Empty(await Queue.ClaimAsync(100, [_endpoint], Cancelled));
        var claimed = await Queue.ClaimAsync(100, [], Cancelled);
        await _node.Get<DeliverySettlements>().FailedAsync(claimed[0], new AttemptResult(500, AttemptErrors.Refused, TimeSpan.Zero), Cancelled);

        Assert.Equal(DeliveryQueue.PlacesOfEndpoint, claimed.Count);
        Assert.True(Assert.Single(await Queue.ClaimAsync(100, [], Cancelled)).IsFailing);
    }

    [Fact]
    public async Task Secret_that_does_not_open_sends_nothing_and_counts_as_no_failure()
    {
        await ChangeEndpointAsync(endpoint => endpoint.Secret = [.. endpoint.Secret[..^1], (byte)~endpoint.Secret[^1]]);

        await _node.Get<DeliveryAttempt>().RunAsync(Assert.Single(await Queue.ClaimAsync(10, [], Cancelled)), Cancelled);

        var row = await RowAsync();
        Assert.Equal((WebhookDeliveryState.Pending, 0, "secret_unavailable"), (row.State, row.Attempts, row.LastError));
        Assert.Null((await _node.Get<WebhookEndpointStore>().FindAsync(_endpoint, Cancelled))!.FirstFailedAt);
        Assert.Empty(_receiver.Received);
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://localhost:{0}/")]
    public async Task Private_address_is_refused_when_it_comes_to_sending_and_the_log_says_so(string url)
    {
        await ChangeEndpointAsync(endpoint => endpoint.Url = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, _receiver.Address.Port));
        await using var strict = await NodeAsync("--Webhooks:AllowPrivateAddresses=false");
        await strict.Get<DeliveryAttempt>().RunAsync(Assert.Single(await strict.Get<DeliveryQueue>().ClaimAsync(10, [], Cancelled)), Cancelled);

        var row = await RowAsync();
        Assert.Equal((WebhookDeliveryState.Pending, 1, "address_not_allowed", null), (row.State, row.Attempts, row.LastError, row.LastResponseCode));
    }

    [Fact]
    public async Task Certificate_that_is_not_to_be_trusted_is_not_trusted()
    {
        await using var untrusted = await WebhookReceiver.StartUntrustedAsync();
        await ChangeEndpointAsync(endpoint => endpoint.Url = untrusted.Address.ToString());

        await _node.Get<DeliveryAttempt>().RunAsync(Assert.Single(await Queue.ClaimAsync(10, [], Cancelled)), Cancelled);

        Assert.Equal("tls_failed", (await RowAsync()).LastError);
        Assert.Empty(untrusted.Received);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.Get<WebhookEndpointStore>().DeleteAsync(_endpoint, CancellationToken.None);
        await _node.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    private Task<ServiceNode> NodeAsync(params string[] settings) => ServiceNode.BuildAsync(
        fixture.Database, VaultFixture.Nowhere, new NodeRoles(Web: true, Jobs: true), ["--Webhooks:AllowPrivateAddresses=true", .. settings]);

    private async Task<WebhookDelivery> RowAsync()
    {
        await using var context = await _node.ContextAsync();
        return await context.WebhookDeliveries.AsNoTracking().SingleAsync(row => row.Id == _delivery, Cancelled);
    }

    private Task SettleAsync(DueDelivery delivery, AttemptResult result)
    {
        var settlements = _node.Get<DeliverySettlements>();
        return result.IsDelivered ? settlements.DeliveredAsync(delivery, result, Cancelled) : settlements.FailedAsync(delivery, result, Cancelled);
    }

    /// <summary>Past what the API would say to it.</summary>
    private async Task ChangeEndpointAsync(Action<WebhookEndpoint> change)
    {
        await using var context = await _node.ContextAsync();
        change(await context.WebhookEndpoints.SingleAsync(row => row.Id == _endpoint, Cancelled));
        await context.SaveChangesAsync(Cancelled);
    }

    private Task DeliveredAsync() => Eventually.TrueAsync(async () => (await RowAsync()).State == WebhookDeliveryState.Delivered);

    private async Task LeaseIsOverAsync()
    {
        await using var context = await _node.ContextAsync();
        await context.WebhookDeliveries.Where(row => row.Id == _delivery).ExecuteUpdateAsync(update => update.SetProperty(row => row.NextAttemptAt, _node.Now), Cancelled);
    }
}
