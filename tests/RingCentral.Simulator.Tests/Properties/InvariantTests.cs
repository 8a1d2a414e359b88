using FsCheck.Xunit;

namespace RingCentral.Simulator.Tests.Properties;

/// <summary>
/// After any sequence of connects, refreshes, retries, lost replies, API calls, clock jumps and admin actions: one live access token per
/// session, grace repeats the same pair, never more than five sessions, nothing outlives an absolute timeout, the dead stay dead.
/// </summary>
public sealed class InvariantTests
{
    [Property(MaxTest = 60, StartSize = 40, EndSize = 160, Arbitrary = [typeof(Steps)])]
    public async Task Invariants_hold_after_any_sequence(Happening[] steps, bool limited)
    {
        var absolute = limited ? TimeSpan.FromHours(3) : TimeSpan.Zero;
        await using var world = await World.StartAsync("--absolute-session-timeout", absolute.ToString("c"));
        var story = new Story(world, absolute);

        foreach (var step in steps)
        {
            await story.PlayAsync(step);
        }

        foreach (var user in new[] { World.Ines, World.Maud })
        {
            await world.ActAsync(user, "restore");
        }

        await story.ProbeAsync();
    }

    [Fact]
    public async Task Concurrent_refreshes_with_one_token_all_get_the_same_pair()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => world.Client.RefreshAsync(session.RefreshToken)));

        Assert.Single(answers.Select(answer => answer.Pair).Distinct());
        Assert.Equal(1, (await world.DoAsync("GET", "counters")).GetProperty("rotations").GetInt32());
    }

    [Fact]
    public async Task Concurrent_sign_ins_of_one_user_leave_five_sessions()
    {
        await using var world = await World.StartAsync();
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.CodeAsync()));

        await Task.WhenAll(codes.Select(code => world.Client.RedeemAsync(code, World.Callback)));

        Assert.Equal(5, (await world.DoAsync("GET", "sessions?alive=true")).GetProperty("data").GetArrayLength());
    }
}
