using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Switches;

public sealed class SwitchTests
{
    [Fact]
    public async Task Every_switch_is_listed_set_at_start_and_set_back()
    {
        await using var world = await World.StartAsync("--access-token-lifetime", "00:00:20");

        await world.SetAsync(new { access_token_lifetime = "00:05:00", auth_limit = 7, omit_errors = true, session_limit_policy = "reject_429" });
        var changed = await world.DoAsync("GET", "switches");
        var reset = await world.DoAsync("DELETE", "switches");

        Assert.Equal(("00:05:00", 7), (changed.GetProperty("access_token_lifetime").GetString(), changed.GetProperty("auth_limit").GetInt32()));
        Assert.Equal(("00:00:20", 0), (reset.GetProperty("access_token_lifetime").GetString(), reset.GetProperty("auth_limit").GetInt32()));
    }

    [Fact]
    public async Task Lifetimes_set_by_switch_are_not_clamped()
    {
        await using var world = await World.StartAsync("--access-token-lifetime", "00:00:20");
        var first = await world.ConnectAsync();

        // Most clients resend the lifetime that they were given.
        var second = await world.Client.RefreshAsync(first.RefreshToken, ("access_token_ttl", "19"));
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((19, 19), (first.ExpiresIn, second.ExpiresIn));
        Expect.ApiRefused(await world.Client.MeAsync(second.AccessToken), HttpStatusCode.Unauthorized, "TokenExpired", "OAU-128");
    }

    [Fact]
    public async Task Switch_can_be_for_one_user_alone()
    {
        await using var world = await World.StartAsync();
        await world.SetAsync(new { access_token_lifetime = "00:10:00", owner_id = World.Ines });

        Assert.Equal(599, (await world.ConnectAsync()).ExpiresIn);
        Assert.Equal(3599, (await world.ConnectAsync(World.Maud)).ExpiresIn);
    }

    [Fact]
    public async Task Switch_can_be_for_one_session_alone()
    {
        await using var world = await World.StartAsync();
        var one = await world.ConnectAsync();
        var other = await world.ConnectAsync();
        await world.SetAsync(new { access_token_lifetime = "00:10:00", session_id = one.SessionId });

        Assert.Equal(599, (await world.Client.RefreshAsync(one.RefreshToken)).ExpiresIn);
        Assert.Equal(3599, (await world.Client.RefreshAsync(other.RefreshToken)).ExpiresIn);
    }

    [Fact]
    public async Task Switch_can_be_for_the_next_requests_or_a_share_of_them()
    {
        await using var world = await World.StartAsync();
        await world.SetAsync(new { omit_errors = true, count = 2 });
        var codes = new List<bool>();
        for (var request = 0; request < 3; request++)
        {
            codes.Add((await world.Client.RefreshAsync("x")).Code is null);
        }

        await world.SetAsync(new { omit_errors = true, share = 0.5 });
        var shared = 0;
        for (var request = 0; request < 10; request++)
        {
            shared += (await world.Client.RefreshAsync("x")).Code is null ? 1 : 0;
        }

        Assert.Equal([true, true, false], codes);
        Assert.Equal(5, shared);
    }

    [Theory]
    [InlineData("""{"no_such_switch":1}""", "no_such_switch")]
    [InlineData("""{"auth_limit":"many"}""", "whole number")]
    [InlineData("""{"access_token_lifetime":"20"}""", "00:00:20")]
    [InlineData("""{"session_limit_policy":"none"}""", "evict_oldest")]
    [InlineData("""{"omit_errors":true,"share":2}""", "share")]
    [InlineData("""{"omit_errors":true,"session_id":"nope"}""", "session_id")]
    public async Task Nonsense_is_refused_with_a_reason_and_changes_nothing(string body, string reason)
    {
        await using var world = await World.StartAsync();

        Answer answer = await world.ControlAsync("PUT", "switches", System.Text.Json.JsonElement.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(reason, answer.Text, StringComparison.Ordinal);
    }
}
