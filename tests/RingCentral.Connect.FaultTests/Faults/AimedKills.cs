using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>kill -9 of all nodes at one step of a rotation, as it is seen from outside: in the rows, and by what RingCentral holds back.</summary>
internal sealed class AimedKills(Fleet fleet, NodeKiller nodes)
{
    // Nothing may be due just now; then the nodes are killed all the same.
    private static readonly TimeSpan UntilSeen = TimeSpan.FromSeconds(5);

    private const string Claimed = "SELECT count(*)::int FROM sessions WHERE rotation_id IS NOT NULL AND claim_deadline > clock_timestamp()";

    /// <summary>A claim lives for 30 s: this one is a second old, and its ask is on its way.</summary>
    private const string Asking = "SELECT count(*)::int FROM sessions WHERE claim_deadline BETWEEN clock_timestamp() AND clock_timestamp() + interval '29 seconds'";

    private const string Committed = "SELECT coalesce(sum(generation), 0)::int FROM sessions";

    public Task AfterClaimAsync() => KillWhenAsync(async () => await CountAsync(Claimed) > 0);

    public async Task DuringAskAsync()
    {
        await fleet.Simulator.AddFaultAsync(new { kind = "delay", grant = "refresh_token", count = 3, delay = "00:00:05" });
        await KillWhenAsync(async () => await CountAsync(Asking) > 0);
    }

    public async Task BetweenReplyAndCommitAsync()
    {
        await fleet.Simulator.AddFaultAsync(new { kind = "hold_reply", grant = "refresh_token", count = 3, delay = "00:00:05" });
        await KillWhenAsync(async () => (await fleet.Simulator.CountersAsync()).GetProperty("held").GetInt32() > 0);
    }

    public async Task AfterCommitAsync()
    {
        var before = await CountAsync(Committed);
        await KillWhenAsync(async () => await CountAsync(Committed) > before);
    }

    private async Task KillWhenAsync(Func<Task<bool>> seen)
    {
        try
        {
            await Eventually.TrueAsync(seen, UntilSeen);
        }
        catch (Xunit.Sdk.XunitException)
        {
            // Not seen: any moment is as good.
        }

        await Task.WhenAll(Enumerable.Range(0, fleet.Nodes.Count).Select(nodes.KillAsync));
    }

    /// <summary>0 while the database is away: something else happens to it just now.</summary>
    private async Task<int> CountAsync(string sql)
    {
        try
        {
            return await fleet.Database.ReadAsync<int>(sql, TestContext.Current.CancellationToken);
        }
        catch (Npgsql.NpgsqlException)
        {
            return 0;
        }
    }
}
