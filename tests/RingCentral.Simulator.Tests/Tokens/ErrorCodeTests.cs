using System.Net;
using System.Net.Http.Headers;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Tokens;

/// <summary>RINGCENTRAL 5.1 and 5.2: the codes that other test classes do not come by anyway.</summary>
public sealed class ErrorCodeTests
{
    [Fact]
    public async Task Unknown_code_is_OAU_106()
    {
        await using var world = await World.StartAsync();

        Expect.InvalidGrant(await world.Client.RedeemAsync("no-such-code", World.Callback), "OAU-106");
    }

    [Fact]
    public async Task Code_redeemed_twice_is_OAU_106_or_the_same_pair_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync();
        var first = await world.Client.RedeemAsync(code, World.Callback);
        Expect.InvalidGrant(await world.Client.RedeemAsync(code, World.Callback), "OAU-106");
        Expect.Works(await world.Client.MeAsync(first.AccessToken));

        await world.SetAsync(new { code_replay_returns_same_for = "00:20:00" });
        await world.AdvanceAsync(TimeSpan.FromSeconds(883));
        var again = await world.Client.RedeemAsync(code, World.Callback);

        Assert.Equal(first.Pair, again.Pair);
        Assert.InRange(again.ExpiresIn, 2714, 2717);
    }

    [Fact]
    public async Task Code_older_than_a_minute_is_OAU_108()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync();
        await world.AdvanceAsync(TimeSpan.FromSeconds(60));

        Expect.InvalidGrant(await world.Client.RedeemAsync(code, World.Callback), "OAU-108");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/callback/")]
    [InlineData("")]
    public async Task Redirect_uri_other_than_the_authorize_one_is_OAU_109(string redirectUri)
    {
        await using var world = await World.StartAsync();

        Expect.InvalidGrant(await world.Client.RedeemAsync(await world.CodeAsync(), redirectUri), "OAU-109");
    }

    [Fact]
    public async Task Code_or_token_of_another_application_is_OAU_110_213_or_164()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "other", client_secret = "other-secret", any_loopback_redirect_uri = true });
        using var other = world.ClientOf("other", "other-secret");
        var session = await world.ConnectAsync();

        Expect.InvalidGrant(await other.RedeemAsync(await world.CodeAsync(), World.Callback), "OAU-110");
        Expect.InvalidGrant(await other.RefreshAsync(session.RefreshToken), "OAU-213");
        Expect.Refused(await other.RevokeAsync(session.AccessToken), HttpStatusCode.BadRequest, "invalid_client", "OAU-164");
        Expect.Works(await world.Client.MeAsync(session.AccessToken));
    }

    [Fact]
    public async Task Parameter_sent_twice_is_OAU_111()
    {
        await using var world = await World.StartAsync();

        var answer = await world.Client.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", "a"), ("refresh_token", "b"));

        Expect.Refused(answer, HttpStatusCode.BadRequest, "invalid_request", "OAU-111");
    }

    [Theory]
    [InlineData("password", "unauthorized_client", "OAU-112")]
    [InlineData("client_credentials", "unauthorized_client", "OAU-270")]
    [InlineData("device_code", "unsupported_grant_type", "OAU-250")]
    public async Task Grant_that_is_not_for_ordinary_applications_is_refused(string grant, string error, string code)
    {
        await using var world = await World.StartAsync();

        Expect.Refused(await world.Client.TokenAsync(("grant_type", grant)), HttpStatusCode.BadRequest, error, code);
    }

    [Fact]
    public async Task Grant_that_the_application_lacks_is_OAU_251()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "jwt-less", client_secret = "s", grant_types = new[] { "refresh_token" } });
        using var client = world.ClientOf("jwt-less", "s");

        Expect.Refused(await client.PresentAsync("x.y.z"), HttpStatusCode.BadRequest, "unauthorized_client", "OAU-251");
    }

    [Theory]
    [InlineData(null, "OAU-123")]
    [InlineData("Bearer abc", "OAU-134")]
    [InlineData("Basic !!!", "OAU-134")]
    [InlineData("Basic c2FuZGJveC1jbGllbnQ6d3Jvbmc=", "OAU-146")]
    [InlineData("Basic bm9ib2R5OndoYXRldmVy", "OAU-153")]
    public async Task Client_authentication_fails_with_invalid_client(string? header, string code)
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/restapi/oauth/token");
        request.Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", "x")]);
        request.Headers.Authorization = header is null ? null : AuthenticationHeaderValue.Parse(header);

        var answer = await world.Client.SendAsync(request);

        Expect.Refused(answer, HttpStatusCode.BadRequest, "invalid_client", code);
        Assert.Contains("Basic realm=\"RingCentral REST API\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "AGW-401", "AGW-401")]
    [InlineData("garbage", "TokenInvalid", "OAU-149")]
    public async Task Api_call_without_a_sensible_token_is_refused(string? token, string outer, string code)
    {
        await using var world = await World.StartAsync();

        Expect.ApiRefused(await world.Client.GetAsync("/restapi/v1.0/account/~", token), HttpStatusCode.Unauthorized, outer, code);
    }

    [Fact]
    public async Task Token_of_another_server_is_OAU_213()
    {
        await using var elsewhere = await World.StartAsync();
        await using var world = await World.StartAsync();
        var foreign = await elsewhere.ConnectAsync();

        Expect.ApiRefused(await world.Client.MeAsync(foreign.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-213");
        Expect.InvalidGrant(await world.Client.RefreshAsync(foreign.RefreshToken), "OAU-213");
    }

    [Fact]
    public async Task Refresh_token_is_no_access_token_and_the_other_way_round()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Client.MeAsync(session.RefreshToken)).Status);
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.AccessToken), "OAU-213");
    }

    [Fact]
    public async Task Revoking_nothing_is_CMN_101_and_something_unknown_is_fine()
    {
        await using var world = await World.StartAsync();

        Expect.Refused(await world.Client.RevokeAsync(""), HttpStatusCode.BadRequest, "invalid_request", "CMN-101");
        Expect.Works(await world.Client.RevokeAsync("never-issued"));
    }

    [Fact]
    public async Task Revoking_works_with_the_token_in_the_query()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        Expect.Works(await world.Client.PostAsync($"/restapi/oauth/revoke?token={session.AccessToken}"));

        Assert.False((await world.Client.MeAsync(session.AccessToken)).Ok);
    }

    [Theory]
    [InlineData("observed", HttpStatusCode.BadRequest)]
    [InlineData("docs", HttpStatusCode.Unauthorized)]
    public async Task Status_of_errors_follows_the_reading(string reading, HttpStatusCode expected)
    {
        await using var world = await World.StartAsync("--token-error-status", reading);
        using var client = world.ClientOf("sandbox-client", "wrong");

        Assert.Equal(expected, (await client.RefreshAsync("x")).Status);
    }

    [Fact]
    public async Task Errors_array_is_left_out_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync("--omit-errors", "true");

        Answer answer = await world.Client.RefreshAsync("x");

        Assert.Equal("invalid_grant", answer.Error);
        Assert.Null(answer.Code);
    }
}
