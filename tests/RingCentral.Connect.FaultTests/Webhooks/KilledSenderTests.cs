using System.Net;
using System.Net.Http.Json;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Webhooks;

/// <summary>A node is killed while an endpoint has its webhook and has not answered yet.</summary>
public sealed class KilledSenderTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_of_a_node_that_was_killed_is_sent_again_under_its_id()
    {
        await using var receiver = new SilentReceiver();
        await using var deployment = await Deployment.StartAsync(
            postgres, settings => settings with { Variables = new Dictionary<string, string>(settings.Variables) { ["Webhooks__AllowPrivateAddresses"] = "true" } });
        var endpoint = (await deployment.Api.SendAsync(HttpMethod.Post, "webhook-endpoints", JsonContent.Create(new { url = receiver.Address }))).MustBe(HttpStatusCode.Created)["id"];
        var id = (await deployment.Api.SendAsync(HttpMethod.Post, $"webhook-endpoints/{endpoint}/test")).MustBe(HttpStatusCode.Accepted)["id"];
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Ids.Count == 1));

        await deployment.Service.KillAsync();
        Assert.Equal("pending", await deployment.Database.ReadAsync<string>("SELECT state FROM webhook_deliveries WHERE lease_id IS NOT NULL AND next_attempt_at > clock_timestamp() + interval '1 minute'", Cancelled));
        receiver.Answers = true;
        await deployment.Service.StartAgainAsync();

        // Nobody waits for the end of the lease.
        await deployment.Database.ReadAsync<Guid>("UPDATE webhook_deliveries SET next_attempt_at = clock_timestamp() RETURNING id", Cancelled);
        await Eventually.TrueAsync(async () => await deployment.Database.ReadAsync<string>("SELECT state FROM webhook_deliveries", Cancelled) == "delivered");

        Assert.Equal([id, id], receiver.Ids);
    }
}
