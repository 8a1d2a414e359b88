using System.Net;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.KeepAlive;

/// <summary>RingCentral has rotated, and we do not know the new pair: the same refresh token brings the same pair again, for a while.</summary>
public sealed class LostReplyTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_node_killed_between_reply_and_commit_loses_nothing()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var (id, ownerId) = await ConnectionInUseAsync(deployment);
        var generation = await deployment.Api.GenerationAsync(id);

        await deployment.Simulator.Control.AddFaultAsync(new { kind = "hold_reply", grant = "refresh_token", owner_id = ownerId, count = 1 });
        await Eventually.TrueAsync(async () => (await deployment.Simulator.Control.CountersAsync()).GetProperty("held").GetInt32() > 0, TimeSpan.FromSeconds(60));
        await deployment.Service.KillAsync();
        await deployment.Simulator.Control.ClearFaultsAsync();
        await deployment.Service.StartAgainAsync();

        await ActiveAndRotatedAsync(deployment, id, generation);
    }

    [Fact]
    public async Task Replies_that_get_lost_on_the_way_lose_nothing()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var (id, ownerId) = await ConnectionInUseAsync(deployment);
        var generation = await deployment.Api.GenerationAsync(id);

        await deployment.Simulator.Control.AddFaultAsync(new { kind = "lose_reply", grant = "refresh_token", owner_id = ownerId, count = 2 });

        await ActiveAndRotatedAsync(deployment, id, generation);
    }

    private static async Task<(string Id, string OwnerId)> ConnectionInUseAsync(Deployment deployment)
    {
        var lines = await deployment.Simulator.Control.SeedAsync(1);
        var id = (await deployment.Api.ImportedIdsAsync(lines))[0];
        // Asked for once, it is kept warm.
        await Eventually.PassesAsync(async () => (await deployment.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK));
        return (id, Connections.Member(lines[0], "owner_id"));
    }

    private static async Task ActiveAndRotatedAsync(Deployment deployment, string id, int generation)
    {
        await deployment.Api.RotatedBeyondAsync(id, generation, TimeSpan.FromSeconds(90));
        Assert.Equal("active", await deployment.Api.StateAsync(id));
        await Eventually.PassesAsync(async () =>
        {
            var token = (await deployment.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
            Assert.Equal(200, await deployment.Simulator.Control.CallExtensionAsync(token["access_token"]));
        });
        var ended = (await deployment.Simulator.Control.CountersAsync()).GetProperty("sessions").GetProperty("ended");
        Assert.Empty(ended.EnumerateObject());
    }
}
