using System.Collections.Concurrent;
using System.Net;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>What must be true when everything has settled: nobody lost, nobody silent, nobody flagged falsely, nothing forgotten.</summary>
internal sealed class Reckoning(Fleet fleet, Roster roster)
{
    private static readonly TimeSpan UntilFlagged = TimeSpan.FromMinutes(1);

    // A claim lapses after half a minute, and the pause between two asks grows to a minute; a revocation is repeated after half a minute, then a whole.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(120);

    private readonly ConcurrentBag<string> _wrongs = [];

    public async Task SettleAsync()
    {
        await Parallel.ForEachAsync(roster.All, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) => await CheckAsync(one));
        Assert.True(_wrongs.IsEmpty, $"{_wrongs.Count} of {roster.All.Count} connections are not as they must be:\n{string.Join('\n', _wrongs.Take(10))}");
        await Eventually.PassesAsync(NoSessionIsLeftOverAsync, Settled);
        await OnlyOnPurposeAsync();
    }

    private async Task CheckAsync(Case one)
    {
        try
        {
            await Eventually.PassesAsync(() => CheckNowAsync(one), Settled);
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            _wrongs.Add($"{one.Member} ({one.Fate}{(one.WasReconnected ? ", reconnected" : "")}): {exception.Message}");
        }
    }

    private async Task CheckNowAsync(Case one)
    {
        var connection = (await fleet.AskAsync(api => api.GetConnectionAsync(one.Member.Id))).MustBe(HttpStatusCode.OK);
        switch (one.Fate)
        {
            case Fate.Kept:
                Assert.Equal("active", connection["state"]);
                Assert.True(one.Note is null || connection.Json.GetProperty("metadata").GetProperty("note").GetString() == one.Note, "The metadata is lost.");
                await fleet.UseAsync(one.Member);
                break;
            case Fate.Ended:
                Assert.Equal($"needs_reauthorization {one.Ending!.Reason}", $"{connection["state"]} {connection["reason"]}");
                await WasFlaggedSoonAsync(one, connection);
                break;
            default:
                Assert.Equal("disconnected", connection["state"]);
                break;
        }
    }

    private async Task WasFlaggedSoonAsync(Case one, ApiAnswer connection)
    {
        var refused = (await fleet.Simulator.RequestsAsync($"?owner_id={one.Member.OwnerId}&path=/restapi/oauth/token")).GetProperty("data").EnumerateArray()
            .Where(request => request.TryGetProperty("error_code", out var code) && code.GetString() == one.Ending!.Code)
            .Select(request => request.GetProperty("time").GetDateTimeOffset());
        Assert.InRange(connection.Json.GetProperty("state_since").GetDateTimeOffset() - refused.Min(), TimeSpan.FromSeconds(-1), UntilFlagged);
    }

    /// <summary>Each kept connection has one live session at RingCentral, and nobody else has any.</summary>
    private async Task NoSessionIsLeftOverAsync()
    {
        var alive = (await fleet.Simulator.SessionsAsync(alive: true)).CountBy(session => session.GetProperty("owner_id").GetString()!).ToDictionary();
        var wrong = roster.All
            .Select(one => (One: one, Alive: alive.GetValueOrDefault(one.Member.OwnerId), Held: one.Fate == Fate.Kept ? 1 : 0))
            .Where(one => one.Alive < one.Held || one.Alive > one.Held + one.One.BrokenConnects)
            .Select(one => $"{one.One.Member} ({one.One.Fate}): {one.Alive} live sessions, {one.Held} held");
        Assert.Empty(wrong);
    }

    private async Task OnlyOnPurposeAsync()
    {
        var ends = await fleet.EndsAsync();
        Assert.Equal(roster.All.Count(one => one.Fate == Fate.Ended), ends.Where(end => end.Key != "revoked").Sum(end => end.Value));
        Assert.Empty(ends.Keys.Except(["ended_by_user", "password_changed", "app_unauthorized", "user_deleted", "revoked"]));
    }
}
