using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Outages;

/// <summary>The token endpoint is down for longer than an access token lives.</summary>
public sealed class OutageTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan OutageLength = RunForm.Of(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(70));

    // A minute is the longest pause between two asks of one session.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(80);

    /// <summary>
    /// While nothing comes back, a node asks with two places that rest for up to two seconds, after the first rounds in which it found that out.
    /// A caller asks besides, which nobody does here.
    /// </summary>
    private static readonly int MostAsks = NodeCount * (96 + (3 * (int)OutageLength.TotalSeconds));

    private const int NodeCount = 2;

    /// <summary>In its first second a node has two places, then four, and an answer takes a fifth of a second; all of them at once would be 320.</summary>
    private const int MostAtFirst = NodeCount * 4 * 5 * 3 / 2;

    [Fact]
    public async Task Outage_longer_than_a_token_lives_flags_nobody_and_loses_nobody()
    {
        await using var fleet = await Fleet.StartAsync(postgres, NodeCount, new() { ["KeepAlive__Mode"] = "Warm" });
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = TokenLife.ToString() });
        var members = await fleet.ImportAsync(RunForm.Of(120, 300));

        // Half of them get a clear refusal, the others none at all.
        await fleet.Simulator.AddFaultAsync(new { kind = "status", status = 503, grant = "refresh_token", share = 0.5 });
        await fleet.Simulator.AddFaultAsync(new { kind = "reset", grant = "refresh_token" });
        await Eventually.TrueAsync(async () => await AskedAsync(fleet) > 0);
        await Task.Delay(OutageLength, TestContext.Current.CancellationToken);
        var asked = await fleet.RefreshesAsync();
        Assert.DoesNotContain("200", asked.Keys);
        Assert.InRange(asked.Values.Sum(), 1, MostAsks);

        // RingCentral comes back, and takes its time: what is due at once must not fall upon it at once.
        await fleet.Simulator.ClearFaultsAsync();
        await fleet.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", delay = "00:00:00.2" });

        await Parallel.ForEachAsync(members, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (member, _) =>
        {
            await Eventually.PassesAsync(() => fleet.UseAsync(member), Recovery);
            Assert.Equal("active", await fleet.StateAsync(member));
        });

        Assert.Empty(await fleet.EndsAsync());
        var ramp = await AnsweredPerSecondAsync(fleet);
        output.WriteLine($"{string.Join(", ", ramp.Take(15))} answers in the seconds after the outage.");
        Assert.True(ramp[0] <= MostAtFirst, $"{ramp[0]} answers came in the first second.");
        output.WriteLine($"{members.Count} sessions; {await AskedAsync(fleet)} asks, {asked.Values.Sum()} of them during {OutageLength.TotalSeconds} s of outage.");
    }

    private static async Task<int[]> AnsweredPerSecondAsync(Fleet fleet)
    {
        var answered = (await fleet.Simulator.RequestsAsync("?path=/restapi/oauth/token")).GetProperty("data").EnumerateArray()
            .Where(request => request.TryGetProperty("status", out var status) && status.GetInt32() == 200)
            .Select(request => request.GetProperty("time").GetDateTimeOffset())
            .ToList();
        var perSecond = answered.CountBy(at => (int)(at - answered[0]).TotalSeconds).ToDictionary();
        return [.. Enumerable.Range(0, perSecond.Keys.Max() + 1).Select(second => perSecond.GetValueOrDefault(second))];
    }

    private static async Task<long> AskedAsync(Fleet fleet) => (await fleet.RefreshesAsync()).Values.Sum();
}
