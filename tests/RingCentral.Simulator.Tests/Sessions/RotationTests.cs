using System.Net;

namespace RingCentral.Simulator.Tests.Sessions;

/// <summary>RINGCENTRAL section 4, rows 1 to 10.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task Refresh_gives_a_new_pair_of_the_same_session()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();

        var second = await world.Client.RefreshAsync(first.RefreshToken);

        Expect.Works(second);
        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(first.SessionId, second.SessionId);
        Expect.Works(await world.Client.MeAsync(second.AccessToken));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("same")]
    public async Task Refresh_reply_without_a_new_refresh_token_leaves_the_old_one_working(string reading)
    {
        await using var world = await World.StartAsync("--refresh-token-in-reply", reading);
        var first = await world.ConnectAsync();

        var second = await world.Client.RefreshAsync(first.RefreshToken);
        var third = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(reading == "same", second.Has("refresh_token") && second.RefreshToken == first.RefreshToken);
        Assert.NotEqual(second.AccessToken, third.AccessToken);
    }

    [Fact]
    public async Task Old_access_token_is_corrupted_at_once_and_unknown_ten_seconds_later()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.Client.RefreshAsync(first.RefreshToken);

        var atOnce = await world.Client.MeAsync(first.AccessToken);
        await world.AdvanceAsync(TimeSpan.FromSeconds(10));
        var later = await world.Client.MeAsync(first.AccessToken);

        Expect.ApiRefused(atOnce, HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-129");
        Expect.ApiRefused(later, HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-213");
    }

    [Fact]
    public async Task Spent_refresh_token_repeats_the_same_pair_for_an_hour_while_it_is_unused()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        var second = await world.Client.RefreshAsync(first.RefreshToken);

        var again = await world.Client.RefreshAsync(first.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromMinutes(59));
        var late = await world.Client.RefreshAsync(first.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromMinutes(1));
        var tooLate = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(second.Pair, again.Pair);
        Assert.Equal(second.Pair, late.Pair);
        Expect.InvalidGrant(tooLate, "OAU-213");
    }

    [Fact]
    public async Task Spent_refresh_token_works_for_ten_seconds_after_the_new_access_token_was_used()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        var second = await world.Client.RefreshAsync(first.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromMinutes(30));
        await world.Client.MeAsync(second.AccessToken);

        await world.AdvanceAsync(TimeSpan.FromSeconds(6.6));
        var inTime = await world.Client.RefreshAsync(first.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromSeconds(3.4));
        var late = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(second.Pair, inTime.Pair);
        Expect.InvalidGrant(late, "OAU-213");
    }

    [Fact]
    public async Task Refresh_token_after_its_grace_is_unknown()
    {
        await using var world = await World.StartAsync("--grace-unused", "00:00:00");
        var first = await world.ConnectAsync();
        await world.Client.RefreshAsync(first.RefreshToken);

        var late = await world.Client.RefreshAsync(first.RefreshToken);

        Expect.InvalidGrant(late, "OAU-213");
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task Late_reuse_ends_the_session_only_where_the_switch_says_so(string kills, bool survives)
    {
        await using var world = await World.StartAsync("--reuse-kills-session", kills, "--grace-unused", "00:00:00");
        var first = await world.ConnectAsync();
        var second = await world.Client.RefreshAsync(first.RefreshToken);

        Expect.InvalidGrant(await world.Client.RefreshAsync(first.RefreshToken), "OAU-213");

        Assert.Equal(survives, (await world.Client.MeAsync(second.AccessToken)).Ok);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Next_rotation_kills_the_refresh_token_in_grace_unless_the_switch_says_otherwise(string survives, bool works)
    {
        await using var world = await World.StartAsync("--grace-survives-next-rotation", survives);
        var first = await world.ConnectAsync();
        var second = await world.Client.RefreshAsync(first.RefreshToken);
        var third = await world.Client.RefreshAsync(second.RefreshToken);

        var oldest = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(works, oldest.Ok && oldest.Pair == third.Pair);
    }

    [Theory]
    [InlineData("remaining", 2716)]
    [InlineData("nominal", 3599)]
    public async Task Repeated_reply_reports_what_is_left_of_the_pair(string reading, int expected)
    {
        await using var world = await World.StartAsync("--grace-expires-in", reading);
        var first = await world.ConnectAsync();
        await world.Client.RefreshAsync(first.RefreshToken);

        await world.AdvanceAsync(TimeSpan.FromSeconds(883));
        var again = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.InRange(again.ExpiresIn, expected - 1, expected);
    }

    [Fact]
    public async Task Refresh_after_the_access_token_expired_is_allowed()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.AdvanceAsync(TimeSpan.FromHours(2));

        var expired = await world.Client.MeAsync(first.AccessToken);
        var second = await world.Client.RefreshAsync(first.RefreshToken);

        Expect.ApiRefused(expired, HttpStatusCode.Unauthorized, "TokenExpired", "OAU-128");
        Expect.Works(second);
        Assert.Equal(604799, second.RefreshExpiresIn);
    }

    [Fact]
    public async Task Refresh_token_expires_after_seven_days_and_is_forgotten_later()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();

        await world.AdvanceAsync(TimeSpan.FromDays(7));
        var expired = await world.Client.RefreshAsync(first.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromDays(7));
        var purged = await world.Client.RefreshAsync(first.RefreshToken);

        Expect.InvalidGrant(expired, "OAU-210");
        Expect.InvalidGrant(purged, "OAU-213");
    }

    [Theory]
    [InlineData("allow", true)]
    [InlineData("reject", false)]
    public async Task Second_refresh_of_a_session_under_way_is_refused_where_the_switch_says_so(string reading, bool works)
    {
        await using var world = await World.StartAsync("--concurrent-refresh", reading);
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "hold_reply", grant = "refresh_token", count = 1 });
        var held = world.Client.RefreshAsync(first.RefreshToken);
        await World.UntilAsync(async () => (await world.DoAsync("GET", "counters")).GetProperty("held").GetInt32() == 1);

        var second = await world.Client.RefreshAsync(first.RefreshToken);
        await world.DoAsync("DELETE", "faults");

        Assert.Equal(works, second.Ok);
        Assert.Equal(works ? null : "CMN-304", second.Ok ? null : second.Code);
        Expect.Works(await held);
    }
}
