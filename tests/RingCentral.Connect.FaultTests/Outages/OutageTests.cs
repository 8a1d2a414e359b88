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

    [Fact]
    public async Task Outage_longer_than_a_token_lives_flags_nobody_and_loses_nobody()
    {
        Assert.SkipUnless(RunForm.IsAsked, RunForm.OnDemand);
        await using var fleet = await Fleet.StartAsync(postgres, 2, new() { ["KeepAlive__Mode"] = "Warm" });
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = TokenLife.ToString() });
        var members = await fleet.ImportAsync(RunForm.Of(60, 300));

        // Half of them get a clear refusal, the others none at all.
        await fleet.Simulator.AddFaultAsync(new { kind = "status", status = 503, grant = "refresh_token", share = 0.5 });
        await fleet.Simulator.AddFaultAsync(new { kind = "reset", grant = "refresh_token" });
        await Eventually.TrueAsync(async () => await AskedAsync(fleet) > 0);
        await Task.Delay(OutageLength, TestContext.Current.CancellationToken);
        var asked = await fleet.RefreshesAsync();
        Assert.DoesNotContain("200", asked.Keys);
        await fleet.Simulator.ClearFaultsAsync();

        foreach (var member in members)
        {
            await Eventually.PassesAsync(() => fleet.UseAsync(member), Recovery);
            Assert.Equal("active", await fleet.StateAsync(member));
        }

        Assert.Empty(await fleet.EndsAsync());
        output.WriteLine($"{members.Count} sessions; {await AskedAsync(fleet)} asks, {asked.Values.Sum()} of them during {OutageLength.TotalSeconds} s of outage.");
    }

    private static async Task<long> AskedAsync(Fleet fleet) => (await fleet.RefreshesAsync()).Values.Sum();
}
