using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Sessions;

/// <summary>RINGCENTRAL section 4, rows 11 to 20: how many sessions, and how they end.</summary>
public sealed class SessionLifeTests
{
    [Fact]
    public async Task Sixth_sign_in_ends_the_oldest_session_without_notice()
    {
        await using var world = await World.StartAsync();
        var sessions = new List<Answer>();
        for (var number = 0; number < 6; number++)
        {
            sessions.Add(await world.ConnectAsync());
        }

        var works = new List<bool>();
        foreach (var session in sessions)
        {
            works.Add((await world.Client.MeAsync(session.AccessToken)).Ok);
        }

        Assert.Equal([false, true, true, true, true, true], works);
        Expect.InvalidGrant(await world.Client.RefreshAsync(sessions[0].RefreshToken), "OAU-213");
    }

    [Fact]
    public async Task Sessions_of_another_user_do_not_count()
    {
        await using var world = await World.StartAsync("--session-limit", "1");
        var ines = await world.ConnectAsync();
        await world.ConnectAsync(World.Tomas);

        Expect.Works(await world.Client.MeAsync(ines.AccessToken));
    }

    [Fact]
    public async Task Least_recently_used_session_goes_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync("--session-limit", "2", "--session-limit-policy", "evict_lru");
        var oldest = await world.ConnectAsync();
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        var idle = await world.ConnectAsync();
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        await world.Client.MeAsync(oldest.AccessToken);

        await world.ConnectAsync();

        Assert.True((await world.Client.MeAsync(oldest.AccessToken)).Ok);
        Assert.False((await world.Client.MeAsync(idle.AccessToken)).Ok);
    }

    [Fact]
    public async Task Sign_in_beyond_the_limit_is_refused_with_429_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync("--session-limit", "1", "--session-limit-policy", "reject_429");
        var first = await world.ConnectAsync();

        var second = await world.Client.RedeemAsync(await world.CodeAsync(), World.Callback);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        Expect.Works(await world.Client.MeAsync(first.AccessToken));
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task Same_endpoint_id_replaces_a_session_only_where_the_switch_says_so(string replaces, bool survives)
    {
        await using var world = await World.StartAsync("--same-endpoint-replaces", replaces);
        var first = await world.ConnectAsync(World.Ines, ("endpoint_id", "my-endpoint"));

        var second = await world.ConnectAsync(World.Ines, ("endpoint_id", "my-endpoint"));

        Assert.Equal("my-endpoint", second.Json.GetProperty("endpoint_id").GetString());
        Assert.Equal(survives, (await world.Client.MeAsync(first.AccessToken)).Ok);
    }

    [Fact]
    public async Task Reconnect_opens_a_new_session_beside_the_old_one()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        var second = await world.ConnectAsync();

        Assert.NotEqual(first.SessionId, second.SessionId);
        Expect.Works(await world.Client.MeAsync(first.AccessToken));
        Expect.Works(await world.Client.MeAsync(second.AccessToken));
    }

    [Fact]
    public async Task Absolute_timeout_ends_the_session_however_often_it_is_refreshed()
    {
        await using var world = await World.StartAsync("--absolute-session-timeout", "1.00:00:00");
        var current = await world.ConnectAsync();
        Assert.InRange(current.Json.GetProperty("session_expires_in").GetInt32(), 86390, 86400);
        Assert.True(current.Has("session_expiration_time"));
        for (var hour = 0; hour < 23; hour++)
        {
            await world.AdvanceAsync(TimeSpan.FromHours(1));
            current = await world.Client.RefreshAsync(current.RefreshToken);
            Expect.Works(current);
        }

        Assert.InRange(current.RefreshExpiresIn, 3500, 3600);
        await world.AdvanceAsync(TimeSpan.FromHours(1));

        Expect.InvalidGrant(await world.Client.RefreshAsync(current.RefreshToken), "OAU-210");
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Client.MeAsync(current.AccessToken)).Status);
    }

    [Theory]
    [InlineData("any", true, true)]
    [InlineData("api", true, false)]
    [InlineData("refresh", false, true)]
    public async Task Idle_timeout_ends_a_session_that_nobody_uses(string counts, bool callKeeps, bool refreshKeeps)
    {
        await using var world = await World.StartAsync("--idle-session-timeout", "00:30:00", "--idle-reset-by", counts);
        var called = await world.ConnectAsync();
        var refreshed = await world.ConnectAsync(World.Tomas);
        var idle = await world.ConnectAsync(World.Maud);
        Assert.Equal(1800, idle.Json.GetProperty("session_idle_timeout").GetInt32());

        await world.AdvanceAsync(TimeSpan.FromMinutes(20));
        await world.Client.MeAsync(called.AccessToken);
        refreshed = await world.Client.RefreshAsync(refreshed.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromMinutes(20));

        Assert.Equal(callKeeps, (await world.Client.RefreshAsync(called.RefreshToken)).Ok);
        Assert.Equal(refreshKeeps, (await world.Client.RefreshAsync(refreshed.RefreshToken)).Ok);
        Expect.InvalidGrant(await world.Client.RefreshAsync(idle.RefreshToken), "OAU-210");
    }

    [Fact]
    public async Task Timeouts_set_by_an_admin_take_hold_of_live_sessions()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        await world.ActAsync(World.Ines, "set-timeouts", new { absolute = "02:00:00" });
        await world.AdvanceAsync(TimeSpan.FromHours(2));

        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-210");
    }

    [Theory]
    [InlineData("end-sessions")]
    [InlineData("change-password")]
    public async Task Session_ended_by_its_user_is_revoked_and_later_unknown(string action)
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var other = await world.ConnectAsync(World.Tomas);

        await world.ActAsync(World.Ines, action);

        Expect.ApiRefused(await world.Client.MeAsync(session.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-213");
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-211");
        await world.AdvanceAsync(TimeSpan.FromHours(1));
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-213");
        Expect.Works(await world.Client.RefreshAsync(other.RefreshToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_either_token_ends_the_whole_session_and_no_other(bool byAccessToken)
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var other = await world.ConnectAsync();

        var revoked = await world.Client.RevokeAsync(byAccessToken ? session.AccessToken : session.RefreshToken);

        Assert.Equal((HttpStatusCode.OK, ""), (revoked.Status, revoked.Text));
        Assert.Null(revoked.Header("Content-Type"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Client.MeAsync(session.AccessToken)).Status);
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-211");
        Expect.Works(await world.Client.MeAsync(other.AccessToken));
        Assert.Equal(HttpStatusCode.OK, (await world.Client.RevokeAsync(session.AccessToken)).Status);
    }
}
