using System.Text.Json;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Budget;

/// <summary>One node is told to be silent: no node asks before the penalty is over, since each request would start it anew.</summary>
public sealed class PenaltyTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Due = 60;
    private const string Budget = "20";

    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(6);

    /// <summary>What was on its way when the refusal came.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(Budget)]
    [InlineData("0")]
    public async Task Penalty_of_one_node_silences_all_nodes_until_it_is_over(string requestsPerWindow)
    {
        await using var fleet = await Fleet.StartAsync(postgres, 2, new()
        {
            ["KeepAlive__Mode"] = "Warm",
            ["RingCentral__AuthBudget__RequestsPerMinute"] = requestsPerWindow,
            ["RingCentral__AuthBudget__Window"] = "00:00:01",
        });
        await fleet.Simulator.SwitchAsync(new { access_token_lifetime = "00:00:04" });
        await fleet.ImportAsync(Due);
        await Eventually.TrueAsync(async () => (await RefreshesAsync(fleet)).Count > Due);

        await fleet.Simulator.AddFaultAsync(
            new { kind = "status", status = 429, error_code = "CMN-301", retry_after = (int)Penalty.TotalSeconds, grant = "refresh_token", count = 1 });
        await Eventually.TrueAsync(async () => (await RefreshesAsync(fleet)).Any(IsRefused));
        var refusedAt = At((await RefreshesAsync(fleet)).First(IsRefused));
        await Eventually.TrueAsync(async () => At((await RefreshesAsync(fleet))[^1]) > refusedAt + Penalty, Penalty * 5);

        var after = (await RefreshesAsync(fleet)).Select(At).Where(at => at > refusedAt + OnTheWay).ToList();
        output.WriteLine(FormattableString.Invariant($"The first request after the penalty came {(after[0] - refusedAt).TotalSeconds:0.00} s after the refusal."));
        Assert.InRange(after[0] - refusedAt, Penalty - TimeSpan.FromMilliseconds(50), Penalty * 3);
        Assert.Empty(await fleet.EndsAsync());
    }

    private static bool IsRefused(JsonElement request) => request.GetProperty("status").GetInt32() == 429;

    private static DateTimeOffset At(JsonElement request) => request.GetProperty("time").GetDateTimeOffset();

    private static async Task<IReadOnlyList<JsonElement>> RefreshesAsync(Fleet fleet) =>
        [.. (await fleet.Simulator.RequestsAsync("?path=/restapi/oauth/token")).GetProperty("data").EnumerateArray()
            .Where(request => request.GetProperty("grant").GetString() == "refresh_token")];
}
