using System.Net;
using RingCentral.Connect.FaultTests.Holders;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Upgrades;

/// <summary>
/// Nodes are exchanged one after the other while sessions rotate and apps hold tokens. <c>.ci/upgrade REF</c> has the first nodes be of an earlier commit; otherwise it is a deploy of the
/// same release.
/// </summary>
public sealed class RollingUpgradeTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int HolderCount = 8;

    private static readonly int Nodes = RunForm.Of(2, 3);
    private static readonly int Sessions = RunForm.Of(40, 400);

    /// <summary>How often every session rotates in each stage.</summary>
    private static readonly int Rotations = RunForm.Of(1, 3);

    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StagePatience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_are_exchanged_one_by_one_and_no_session_is_lost_and_no_token_dies()
    {
        await using var fleet = await Fleet.StartAsync(postgres, Nodes, new() { ["KeepAlive__Mode"] = "Warm" }, Release.Before);
        var members = await fleet.ImportAsync(Sessions);
        var holders = members.Take(HolderCount).Select(member => new Holder(fleet, member, BetweenCalls)).ToList();

        var upgrade = UpgradeAsync(fleet);
        try
        {
            await Task.WhenAll(holders.Select(holder => holder.HoldAsync(() => upgrade.IsCompleted)).Append(upgrade));
            await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancelled }, async (member, _) => await WorksAsync(fleet, member));
        }
        catch (Exception)
        {
            output.WriteLine(fleet.LastWords());
            throw;
        }

        output.WriteLine($"{members.Count} sessions, {holders.Sum(holder => holder.Calls)} calls of holders with {holders.Sum(holder => holder.Tokens)} tokens, refreshes: {string.Join(", ", await fleet.RefreshesAsync())}.");
        var broken = holders.SelectMany(holder => holder.Broken).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} calls failed before their promise ended:\n{string.Join('\n', broken.Take(20))}");
        Assert.Empty(await fleet.EndsAsync());
        Assert.Equal(0, await fleet.Database.ReadAsync<long>("SELECT count(*) FROM connections WHERE state <> 'active'", Cancelled));
    }

    private async Task UpgradeAsync(Fleet fleet)
    {
        await StageAsync(fleet, $"{Nodes} nodes of {Release.Before}");
        var migrated = await Release.Current.Apply(fleet.Nodes[0].Settings).RunAsync(["migrate"], Cancelled);
        Assert.True(migrated.Succeeded, migrated.Errors);
        await StageAsync(fleet, "the same nodes on the tables of this release");
        for (var node = 0; node < Nodes; node++)
        {
            await fleet.ExchangeAsync(node, Release.Current);
            await StageAsync(fleet, $"{node + 1} of {Nodes} nodes exchanged");
        }

        // Somebody has doubts.
        await fleet.ExchangeAsync(0, Release.Before);
        await StageAsync(fleet, "one node taken back");
        await fleet.ExchangeAsync(0, Release.Current);
    }

    /// <summary>Goes on until every session has rotated often enough.</summary>
    private async Task StageAsync(Fleet fleet, string what)
    {
        var before = await GenerationsAsync(fleet, "max");
        await Eventually.PassesAsync(async () => Assert.InRange(await GenerationsAsync(fleet, "min"), before + Rotations, long.MaxValue), StagePatience, what);
        output.WriteLine($"{what}: every session is at generation {await GenerationsAsync(fleet, "min")} to {await GenerationsAsync(fleet, "max")}.");
    }

    private static Task<long> GenerationsAsync(Fleet fleet, string which) => fleet.Database.ReadAsync<long>($"SELECT {which}(generation) FROM sessions", Cancelled);

    private static Task WorksAsync(Fleet fleet, Member member) => Eventually.PassesAsync(async () =>
    {
        Assert.Equal("active", (await fleet.AskAsync(api => api.GetConnectionAsync(member.Id))).MustBe(HttpStatusCode.OK)["state"]);
        await fleet.UseAsync(member);
    });
}
