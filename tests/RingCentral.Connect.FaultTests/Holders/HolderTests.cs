using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.FaultTests.Holders;

/// <summary>No token dies in its holder's hand, while keep-alive rotates the same sessions and something always goes wrong.</summary>
public sealed class HolderTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int HolderCount = 32;

    private static readonly int Calls = RunForm.Of(4_000, 100_000);

    // Long enough for several generations of every session, whatever the machine can do.
    private static readonly TimeSpan Pause = RunForm.Of(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(20));

    [Fact]
    public async Task Tokens_work_until_their_promise_ends_while_sweeps_run_and_replies_get_lost()
    {
        await using var fleet = await Fleet.StartAsync(postgres, 2, new() { ["KeepAlive__Mode"] = "Warm" });
        var members = await fleet.ImportAsync(HolderCount / 2);
        // Two holders share each session.
        var holders = Enumerable.Range(0, HolderCount).Select(at => new Holder(fleet, members[at / 2], Pause)).ToList();
        using var nodes = new NodeKiller(fleet);
        foreach (var kind in new[] { "lose_reply", "reset" })
        {
            await fleet.Simulator.AddFaultAsync(new { kind, grant = "refresh_token", share = 0.05 });
        }

        await fleet.Simulator.AddFaultAsync(new { kind = "status", status = 503, grant = "refresh_token", share = 0.05 });

        bool IsEnough() => holders.Sum(holder => holder.Calls) >= Calls;
        await Task.WhenAll(holders.Select(holder => holder.HoldAsync(IsEnough)).Append(KillAsync(nodes, IsEnough)));

        output.WriteLine($"{holders.Sum(holder => holder.Calls)} calls with {holders.Sum(holder => holder.Tokens)} tokens, {nodes.Kills} kills, {string.Join(", ", await fleet.RefreshesAsync())}.");
        var broken = holders.SelectMany(holder => holder.Broken).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} calls failed before their promise ended:\n{string.Join('\n', broken.Take(20))}");
        Assert.Empty(await fleet.EndsAsync());
    }

    /// <summary>One node after the other, with a rest in between.</summary>
    private static async Task KillAsync(NodeKiller nodes, Func<bool> isEnough)
    {
        for (var node = 0; !isEnough(); node++)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            await nodes.KillAsync(node);
        }
    }
}
