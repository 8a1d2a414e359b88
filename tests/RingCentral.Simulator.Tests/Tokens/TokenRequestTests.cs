using System.Net;
using System.Net.Http.Headers;

namespace RingCentral.Simulator.Tests.Tokens;

/// <summary>RINGCENTRAL section 3: parameters, client authentication, lifetimes, reply.</summary>
public sealed class TokenRequestTests
{
    private const string Verifier = "a-verifier-of-forty-three-characters-at-least-0";

    [Fact]
    public async Task Code_with_pkce_gives_the_documented_reply()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync(World.Ines, ("code_challenge", Client.RingCentralClient.Challenge(Verifier)), ("code_challenge_method", "S256"));

        var answer = await world.Client.RedeemAsync(code, World.Callback, ("code_verifier", Verifier));

        Expect.Works(answer);
        Assert.Equal("bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal((3599, 604799), (answer.ExpiresIn, answer.RefreshExpiresIn));
        Assert.Equal(World.Ines, answer.Json.GetProperty("owner_id").GetString());
        Assert.Equal(["ReadAccounts", "ReadCallLog"], answer.Json.GetProperty("scope").GetString()!.Split(' '));
        Assert.Equal(22, answer.Json.GetProperty("endpoint_id").GetString()!.Length);
        Assert.False(answer.Has("session_expires_in") || answer.Has("session_idle_timeout") || answer.Has("id_token"));
        Assert.Equal(("application/json", "UTF-8"), (answer.Message.Content.Headers.ContentType!.MediaType, answer.Message.Content.Headers.ContentType.CharSet));
        Assert.NotNull(answer.Header("rcrequestid"));
        Assert.Contains("no-store", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S256", null)]
    [InlineData("S256", "some-other-verifier-of-forty-three-characters")]
    [InlineData(null, "some-other-verifier-of-forty-three-characters")]
    public async Task Code_with_a_wrong_verifier_is_refused(string? method, string? verifier)
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync(World.Ines, ("code_challenge", Client.RingCentralClient.Challenge(Verifier)), ("code_challenge_method", method ?? ""));

        var answer = await world.Client.RedeemAsync(code, World.Callback, ("code_verifier", verifier ?? ""));

        Expect.InvalidGrant(answer, "OAU-106");
    }

    [Fact]
    public async Task Challenge_without_a_method_is_plain()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync(World.Ines, ("code_challenge", Verifier));

        Expect.Works(await world.Client.RedeemAsync(code, World.Callback, ("code_verifier", Verifier)));
    }

    [Theory]
    [InlineData("access_token_ttl", "60", "expires_in", 599)]
    [InlineData("access_token_ttl", "1800", "expires_in", 1799)]
    [InlineData("access_token_ttl", "86400", "expires_in", 3599)]
    [InlineData("refresh_token_ttl", "3600", "refresh_token_expires_in", 3599)]
    [InlineData("refresh_token_ttl", "2592000", "refresh_token_expires_in", 2591999)]
    [InlineData("refresh_token_ttl", "99999999", "refresh_token_expires_in", 2591999)]
    public async Task Lifetimes_asked_for_are_clamped(string parameter, string asked, string field, int expected)
    {
        await using var world = await World.StartAsync();

        var answer = await world.ConnectAsync(World.Ines, (parameter, asked));

        Assert.Equal(expected, answer.Json.GetProperty(field).GetInt32());
    }

    [Theory]
    [InlineData("--refresh-token-lifetime-max", "7.00:00:00", 604799)]
    [InlineData("--refresh-token-lifetime", "01:00:00", 3599)]
    public async Task Refresh_token_lifetime_is_held_down_by_switches(string name, string value, int expected)
    {
        await using var world = await World.StartAsync(name, value);

        var answer = await world.ConnectAsync(World.Ines, ("refresh_token_ttl", "2592000"));

        Assert.Equal(expected, answer.RefreshExpiresIn);
    }

    [Fact]
    public async Task Refresh_token_is_left_out_when_not_wanted_or_not_ticked()
    {
        await using var world = await World.StartAsync();
        Assert.False((await world.ConnectAsync(World.Ines, ("refresh_token_ttl", "0"))).Has("refresh_token"));

        await world.SetAsync(new { issue_refresh_tokens = false });

        Assert.False((await world.ConnectAsync()).Has("refresh_token"));
    }

    [Fact]
    public async Task Scope_can_be_narrowed_but_not_widened()
    {
        await using var world = await World.StartAsync();
        var narrowed = await world.ConnectAsync(World.Ines, ("scope", "ReadCallLog SMS"));

        var denied = await world.Client.MeAsync(narrowed.AccessToken);
        var nothing = await world.Client.RedeemAsync(await world.CodeAsync(), World.Callback, ("scope", "SMS"));

        Assert.Equal("ReadCallLog", narrowed.Json.GetProperty("scope").GetString());
        Expect.ApiRefused(denied, HttpStatusCode.Forbidden, "CMN-401", "CMN-401");
        Assert.Equal("invalid_scope", nothing.Error);
    }

    [Fact]
    public async Task Endpoint_id_stays_with_the_session()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync(World.Ines, ("endpoint_id", "desk-1"));

        var second = await world.Client.RefreshAsync(first.RefreshToken);
        var third = await world.Client.RefreshAsync(second.RefreshToken, ("endpoint_id", "desk-2"));

        Assert.Equal("desk-1", second.Json.GetProperty("endpoint_id").GetString());
        Assert.Equal("desk-2", third.Json.GetProperty("endpoint_id").GetString());
    }

    [Fact]
    public async Task Client_id_in_the_body_beside_basic_is_tolerated()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        Expect.Works(await world.Client.RefreshAsync(session.RefreshToken, ("client_id", "sandbox-client")));
    }

    [Fact]
    public async Task Public_client_walks_all_calls_with_its_id_in_the_body()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "browser-app", redirect_uris = new[] { World.Callback } });
        using var client = world.ClientOf("browser-app", null);
        var code = await world.CodeAsync(World.Ines, ("client_id", "browser-app"),
            ("code_challenge", Client.RingCentralClient.Challenge(Verifier)), ("code_challenge_method", "S256"));

        var first = await client.RedeemAsync(code, World.Callback, ("code_verifier", Verifier));
        var second = await client.RefreshAsync(first.RefreshToken);
        var revoked = await client.RevokeAsync(second.AccessToken);

        Expect.Works(second);
        Expect.Works(revoked);
        Expect.InvalidGrant(await client.RefreshAsync(second.RefreshToken), "OAU-211");
    }

    [Fact]
    public async Task Public_client_that_sends_basic_with_an_empty_secret_is_told_off()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "browser-app", redirect_uris = new[] { World.Callback } });
        using var client = world.ClientOf("browser-app", "");

        Expect.Refused(await client.RefreshAsync("whatever"), HttpStatusCode.BadRequest, "invalid_client", "OAU-153");
    }

    [Fact]
    public async Task Body_that_is_no_form_is_refused_with_415()
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/restapi/oauth/token");
        request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await world.Client.SendAsync(request)).Status);
    }

    [Theory]
    [InlineData("authorization_code", "code")]
    [InlineData("refresh_token", "refresh_token")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion")]
    public async Task Missing_parameter_is_named(string grant, string parameter)
    {
        await using var world = await World.StartAsync();

        var answer = await world.Client.TokenAsync(("grant_type", grant));

        Expect.Refused(answer, HttpStatusCode.BadRequest, "invalid_request", "CMN-101");
        Assert.Equal(parameter, answer.Json.GetProperty("errors")[0].GetProperty("parameters")[0].GetProperty("parameterName").GetString());
    }
}
