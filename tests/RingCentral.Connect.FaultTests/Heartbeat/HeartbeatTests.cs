using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Heartbeat;

/// <summary>Nodes with background work die and come back all the time; somewhere keep-alive goes on.</summary>
public sealed class HeartbeatTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int NodeCount = 3;

    private static readonly TimeSpan Length = RunForm.Of(TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(3));
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long the longest-waiting session that nobody has claimed has been due.</summary>
    private const string Overdue =
        "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - due_at)), 0)::float8 FROM sessions WHERE due_at <= clock_timestamp()";

    [Fact]
    public async Task Nodes_killed_at_random_leave_nothing_due_for_15_seconds()
    {
        output.WriteLine($"FAULTS_SEED={RunForm.Seed.ToString(CultureInfo.InvariantCulture)}");
        await using var fleet = await Fleet.StartAsync(postgres, NodeCount, new() { ["KeepAlive__Mode"] = "Warm" });
        // Of different ages, so that something falls due all the time.
        var members = await fleet.ImportAsync(
            RunForm.Of(60, 300), (at, line) => line["issued_at"] = (TimeProvider.System.GetUtcNow() - TimeSpan.FromMilliseconds(at * 137 % 8000)).ToString("O"));
        using var nodes = new NodeKiller(fleet);
        var watch = Stopwatch.StartNew();

        var killing = KillAsync(nodes, watch);
        var (gap, overdue) = await WatchAsync(fleet, watch);
        await killing;

        output.WriteLine(FormattableString.Invariant(
            $"{members.Count} sessions, {nodes.Kills} kills in {Length.TotalSeconds} s: longest gap between rotations {gap.TotalSeconds:0.0} s, longest that a session was due {overdue.TotalMilliseconds:0} ms."));
        Assert.InRange(gap, TimeSpan.Zero, LongestGap);
        Assert.InRange(overdue, TimeSpan.Zero, LongestGap);
        await Parallel.ForEachAsync(members, async (member, _) => await Eventually.PassesAsync(() => fleet.UseAsync(member), TimeSpan.FromSeconds(60)));
        Assert.Empty(await fleet.EndsAsync());
    }

    /// <summary>One or two of three at a time: with all of them down there is no fleet to look at.</summary>
    private static async Task KillAsync(NodeKiller nodes, Stopwatch watch)
    {
        var random = new Random(RunForm.Seed);
        while (watch.Elapsed < Length)
        {
            var first = random.Next(NodeCount);
            await Task.WhenAll(nodes.KillAsync(first), random.Next(2) == 0 ? nodes.KillAsync(first + 1) : Task.CompletedTask);
        }
    }

    private static async Task<(TimeSpan Gap, TimeSpan Overdue)> WatchAsync(Fleet fleet, Stopwatch watch)
    {
        var (gap, overdue) = (TimeSpan.Zero, 0.0);
        var (rotations, since) = (await RotationsAsync(fleet), watch.Elapsed);
        await Eventually.TrueAsync(async () => await RotationsAsync(fleet) > rotations);
        while (watch.Elapsed < Length)
        {
            var (now, at) = (await RotationsAsync(fleet), watch.Elapsed);
            (rotations, since, gap) = now > rotations ? (now, at, gap) : (rotations, since, at - since > gap ? at - since : gap);
            overdue = Math.Max(overdue, await fleet.Database.ReadAsync<double>(Overdue, TestContext.Current.CancellationToken));
            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }

        return (gap, TimeSpan.FromSeconds(overdue));
    }

    private static async Task<long> RotationsAsync(Fleet fleet) => (await fleet.Simulator.CountersAsync()).GetProperty("rotations").GetInt64();
}
