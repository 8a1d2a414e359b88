using System.Globalization;
using RingCentral.Connect.FaultTests.Holders;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>Everything that can go wrong, at random and at once, on a database cluster of its own.</summary>
public sealed class FaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int NodeCount = 3;
    private const int HolderCount = 12;

    private static readonly TimeSpan Length = RunForm.Of(TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(3));
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1.5);

    private readonly PostgresFixture _postgres = new();

    public ValueTask InitializeAsync() => _postgres.InitializeAsync();

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    [Fact]
    public async Task Faults_of_every_kind_lose_no_session_and_leave_none_unnoticed()
    {
        var schedule = Schedule.Draw(RunForm.Seed, Length, Pace);
        output.WriteLine($"FAULTS_SEED={RunForm.Seed.ToString(CultureInfo.InvariantCulture)}");
        output.WriteLine(string.Join('\n', schedule.Select(step => FormattableString.Invariant($"{step.At.TotalSeconds,6:0.0} s {step.What} {step.Number}"))));
        await using var fleet = await Fleet.StartAsync(_postgres, NodeCount, new() { ["KeepAlive__Mode"] = "Warm" }, NodeClocks.TryCreate(), []);
        output.WriteLine(fleet.Clocks is not null ? "Clocks are stepped." : "Clocks stay: libfaketime is not installed.");
        var roster = new Roster(await fleet.ImportAsync(RunForm.Of(100, 500)), RunForm.Seed);
        using var nodes = new NodeKiller(fleet);
        using var database = new DatabaseTrouble(_postgres.Cluster);

        // Apps that hold tokens of sessions to which nobody does anything.
        var holders = (await fleet.ImportAsync(HolderCount)).Select(member => new Holder(fleet, member, BetweenCalls)).ToList();

        var run = new FaultRun(fleet, nodes, database, new People(fleet, roster)).RunAsync(schedule);
        try
        {
            await Task.WhenAll(holders.Select(holder => holder.HoldAsync(() => run.IsCompleted)).Append(run));
            await new Reckoning(fleet, roster).SettleAsync();
        }
        catch (Exception)
        {
            output.WriteLine(fleet.LastWords());
            throw;
        }

        var counters = await fleet.Simulator.CountersAsync();
        output.WriteLine($"{roster.All.Count} sessions, {nodes.Kills} kills, refreshes {counters.GetProperty("token")}, faults {counters.GetProperty("faults")}, ends {counters.GetProperty("sessions")}");
        output.WriteLine($"{holders.Sum(holder => holder.Calls)} calls of holders with {holders.Sum(holder => holder.Tokens)} tokens.");
        output.WriteLine($"{roster.All.Count(one => one.Fate == Fate.Ended)} ended on purpose, {roster.All.Count(one => one.WasReconnected)} reconnected ({roster.All.Sum(one => one.BrokenConnects)} attempts broke off), {roster.All.Count(one => one.Fate == Fate.Disconnected)} disconnected, {roster.All.Count(one => one.Note is not null)} with new metadata.");
        var broken = holders.SelectMany(holder => holder.Broken).ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} calls failed before their promise ended:\n{string.Join('\n', broken.Take(20))}");
    }
}
