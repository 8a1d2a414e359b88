using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.FaultTests.Holders;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>
/// Two nodes that answer and two that work in the background carry a fleet, while apps do what apps do, all nodes are restarted one after another, twice, and PostgreSQL once:
/// what an upgrade and a minor update of the database are to those who depend on the service.
/// </summary>
public sealed class LoadTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Apps = 16;
    private const int HolderCount = 12;
    private const int Batch = 5_000;
    private const int Sample = 500;

    private static readonly int Size = RunForm.Of(2_000, 100_000);
    private static readonly TimeSpan Length = RunForm.Of(TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(10));

    /// <summary>As often as this a session is rotated, less the margin: so that the whole fleet is, within the run.</summary>
    private static readonly TimeSpan TokenLife = RunForm.Of(TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));
    private static readonly TimeSpan Margin = TokenLife / 10;

    private static readonly TimeSpan[] Restarts = [Length * 0.08, Length * 0.25];
    private static readonly TimeSpan DatabaseRestart = Length * 0.17;

    /// <summary>After PostgreSQL is back, nodes have this long to find out.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PostgresFixture _postgres = PostgresFixture.AsInProduction();
    private volatile bool _mayBeRefused;

    public ValueTask InitializeAsync() => _postgres.InitializeAsync();

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    [Fact]
    public async Task Apps_see_nothing_of_rolling_restarts_and_no_session_is_lost_under_load()
    {
        var settings = new Dictionary<string, string> { ["KeepAlive__Mode"] = "Warm", ["KeepAlive__HoldMargin"] = Margin.ToString("c", CultureInfo.InvariantCulture) };
        await using var fleet = await Fleet.StartInRolesAsync(_postgres, settings, Fleet.NoJobs, Fleet.NoJobs, Fleet.JobsOnly, Fleet.JobsOnly);
        var members = await FillAsync(fleet);
        var (tally, watch, database) = (new Tally(), new NodeWatch(fleet), new DatabaseWatch(fleet.Database));
        var crowd = new Crowd(fleet, [.. members.Skip(HolderCount)], tally, () => _mayBeRefused);
        var holders = members.Take(HolderCount).Select(member => new Holder(fleet, member, TimeSpan.FromMilliseconds(250))).ToList();
        await database.BeginAsync();

        var clock = Stopwatch.StartNew();
        bool IsEnough() => clock.Elapsed >= Length;
        await Task.WhenAll(
        [
            RestartAsync(fleet, clock),
            watch.LookAsync(IsEnough),
            .. Enumerable.Range(1, Apps).Select(seed => crowd.WorkAsync(seed, IsEnough)),
            .. holders.Select(holder => holder.HoldAsync(IsEnough)),
        ]);

        await TellAsync(fleet, tally, watch, database, holders);
        Assert.True(tally.Wrong.Count == 0, $"{tally.Wrong.Count} errors were seen:\n{string.Join('\n', tally.Wrong.Take(20))}\n\n{fleet.LastWords()}");
        Assert.Empty(holders.SelectMany(holder => holder.Broken));
        await NobodyIsLostAsync(fleet, [.. members.Take(HolderCount), .. crowd.Staying], [.. crowd.Left]);
        IsFlat(fleet, watch);
    }

    /// <summary>Sessions of all ages, so that they do not fall due at once.</summary>
    private static async Task<IReadOnlyList<Member>> FillAsync(Fleet fleet)
    {
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = TokenLife.ToString("c", CultureInfo.InvariantCulture) });
        var members = new List<Member>();
        while (members.Count < Size)
        {
            var now = TimeProvider.System.GetUtcNow();
            members.AddRange(await fleet.ImportAsync(
                Math.Min(Batch, Size - members.Count), (at, line) => line["issued_at"] = now - ((TokenLife - Margin) * (at % 97) / 97)));
        }

        return members;
    }

    private async Task RestartAsync(Fleet fleet, Stopwatch clock)
    {
        await UntilAsync(clock, Restarts[0]);
        await RollingRestart.RunAsync(fleet);
        await UntilAsync(clock, DatabaseRestart);
        _mayBeRefused = true;
        await _postgres.Cluster.RestartAsync(crash: false, TestContext.Current.CancellationToken);
        await Task.Delay(Recovery, TestContext.Current.CancellationToken);
        _mayBeRefused = false;
        await UntilAsync(clock, Restarts[1]);
        await RollingRestart.RunAsync(fleet);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The second rolling restart was over after {clock.Elapsed.TotalSeconds:0} s."));
    }

    private static Task UntilAsync(Stopwatch clock, TimeSpan moment) =>
        moment > clock.Elapsed ? Task.Delay(moment - clock.Elapsed, TestContext.Current.CancellationToken) : Task.CompletedTask;

    private async Task TellAsync(Fleet fleet, Tally tally, NodeWatch watch, DatabaseWatch database, List<Holder> holders)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Size} connections, {Length.TotalSeconds:0} s: {tally.Answers} answers ({tally.Answers / Length.TotalSeconds:0} a second), {tally.Refused} told to ask again while PostgreSQL restarted, {tally.PassedOver} passed over a node, {tally.Wrong.Count} errors"));
        foreach (var line in tally.Lines().Concat(watch.Lines(Length / 10)))
        {
            output.WriteLine(line);
        }

        output.WriteLine(await database.TellAsync(Length));
        output.WriteLine($"Refreshes: {string.Join(", ", await fleet.RefreshesAsync())}; {holders.Sum(holder => holder.Calls)} calls of holders with {holders.Sum(holder => holder.Tokens)} tokens");
    }

    private static async Task NobodyIsLostAsync(Fleet fleet, IReadOnlyList<Member> staying, IReadOnlyList<Member> left)
    {
        var active = await fleet.Database.ReadAsync<long>("SELECT count(*) FROM connections WHERE state = 'active'", TestContext.Current.CancellationToken);
        Assert.Equal(staying.Count, active);
        Assert.Empty((await fleet.EndsAsync()).Keys.Except(["revoked"]));
        await Eventually.PassesAsync(async () => Assert.Equal(staying.Count, (await fleet.Simulator.SessionsAsync(alive: true)).Count), Minute);
        foreach (var one in staying.Where((_, at) => at % Math.Max(1, staying.Count / Sample) == 0))
        {
            await fleet.UseAsync(one);
        }

        Assert.All(left.Take(Sample), one => Assert.DoesNotContain(one, staying));
    }

    /// <summary>After all restarts and two minutes more. A short run says nothing of it.</summary>
    private static void IsFlat(Fleet fleet, NodeWatch watch)
    {
        if (!RunForm.IsLong)
        {
            return;
        }

        for (var node = 0; node < fleet.Nodes.Count; node++)
        {
            var (settled, atLast) = (watch.Mebibytes(node, Length / 2, (Length / 2) + Minute), watch.Mebibytes(node, Length - Minute, Length));
            Assert.True(atLast < settled * 1.1, $"Node {node} held {settled:0} MiB when it had settled, and {atLast:0} MiB at the end.");
        }
    }
}
