using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Authorize;

/// <summary>RINGCENTRAL section 2, as an application sees it.</summary>
public sealed class AuthorizeTests
{
    [Fact]
    public async Task Callback_carries_code_state_and_the_life_of_the_code()
    {
        await using var world = await World.StartAsync();

        var location = await world.AuthorizeAsync(World.Ines, ("state", "a b/c&d"));

        var query = World.Query(location);
        Assert.Equal(World.Callback, location.GetLeftPart(UriPartial.Path));
        Assert.Equal(("a b/c&d", "60"), (query["state"], query["expires_in"]));
        Assert.StartsWith("SIM01P01PAS01|", System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(query["code"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_and_hints_add_parameters_to_the_callback()
    {
        await using var world = await World.StartAsync("--extra-callback-parameters", "x=1");

        var query = World.Query(await world.AuthorizeAsync(World.Maud, ("discovery", "true"), ("response_hint", "brand_id contracted_country_code")));

        Assert.Equal(new Uri(world.Server, "/restapi/oauth/token").ToString(), query["token_uri"]);
        Assert.Equal(("7710", "GB", "1"), (query["brand_id"], query["contracted_country_code"], query["x"]));
    }

    [Fact]
    public async Task Empty_optional_parameters_count_as_absent()
    {
        await using var world = await World.StartAsync();

        var location = await world.AuthorizeAsync(World.Ines, ("prompt", ""), ("brand_id", ""), ("code_challenge", ""), ("display", ""), ("ui_locales", ""));

        Expect.Works(await world.Client.RedeemAsync(World.Query(location)["code"], World.Callback));
    }

    [Theory]
    [InlineData("true", "true", "The+user+denied+access+to+your+application", true)]
    [InlineData("false", "false", "The user denied access to your application", false)]
    public async Task Denial_is_told_as_recorded(string doubled, string state, string description, bool withState)
    {
        await using var world = await World.StartAsync("--deny-at-consent", "true", "--double-encoded-denial", doubled, "--state-on-denial", state);

        var query = World.Query(await world.AuthorizeAsync(World.Ines, ("state", "s")));

        Assert.Equal(("access_denied", description), (query["error"], query["error_description"]));
        Assert.Equal(withState, query.ContainsKey("state"));
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "whatever", "invalid_request")]
    [InlineData("brand_id", "1", "invalid_request")]
    public async Task Fault_that_the_application_made_is_told_to_it(string name, string value, string error)
    {
        await using var world = await World.StartAsync();

        var query = World.Query(await world.AuthorizeAsync(World.Ines, ("state", "s"), (name, value)));

        Assert.Equal((error, "s"), (query["error"], query["state"]));
    }

    [Fact]
    public async Task Unsupported_challenge_method_and_missing_challenge_of_a_public_client_are_told()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "browser-app", redirect_uris = new[] { World.Callback } });

        Assert.Equal("invalid_request", World.Query(await world.AuthorizeAsync(World.Ines, ("code_challenge", "x"), ("code_challenge_method", "S512")))["error"]);
        Assert.Equal("invalid_request", World.Query(await world.AuthorizeAsync(World.Ines, ("client_id", "browser-app")))["error"]);
    }

    [Theory]
    [InlineData("?response_type=code&client_id=nobody&redirect_uri=http://127.0.0.1:9/callback", HttpStatusCode.BadRequest, "OAU-153")]
    [InlineData("?response_type=code&client_id=sandbox-client&redirect_uri=https://example.org/x", HttpStatusCode.Forbidden, "OAU-109")]
    [InlineData("?response_type=code&client_id=jwt-only", HttpStatusCode.Forbidden, "OAU-113")]
    [InlineData("?response_type=code&client_id=exact&redirect_uri=https://app.example.org/callback/", HttpStatusCode.Forbidden, "OAU-109")]
    [InlineData("?response_type=code&client_id=a&client_id=b", HttpStatusCode.BadRequest, "OAU-111")]
    [InlineData("?response_type=code", HttpStatusCode.BadRequest, "CMN-101")]
    public async Task Doubtful_client_or_redirect_uri_redirects_nobody(string query, HttpStatusCode status, string code)
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "jwt-only", client_secret = "s" });
        await world.DoAsync("POST", "apps", new { client_id = "exact", client_secret = "s", redirect_uris = new[] { "https://app.example.org/callback" } });

        var answer = await world.Client.GetAsync($"/restapi/oauth/authorize{query}");

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Null(answer.Header("Location"));
    }

    [Fact]
    public async Task Wrong_redirect_uri_is_400_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync("--redirect-error-status", "docs");

        var answer = await world.Client.GetAsync("/restapi/oauth/authorize?response_type=code&client_id=sandbox-client&redirect_uri=https://example.org/");

        Assert.Equal((HttpStatusCode.BadRequest, "OAU-109"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Only_registered_redirect_uri_may_be_left_out()
    {
        await using var world = await World.StartAsync();
        await world.DoAsync("POST", "apps", new { client_id = "one", client_secret = "s", redirect_uris = new[] { World.Callback } });
        using var client = world.ClientOf("one", "s");

        var location = await world.AuthorizeAsync(World.Ines, ("client_id", "one"), ("redirect_uri", ""));

        Expect.Works(await client.TokenAsync(("grant_type", "authorization_code"), ("code", World.Query(location)["code"])));
    }

    [Theory]
    [InlineData(World.Queue, "OAU-163")]
    [InlineData("420665001", "OAU-101")]
    public async Task User_who_may_not_sign_in_ends_without_a_redirect(string user, string code)
    {
        await using var world = await World.StartAsync();

        var answer = await world.ControlAsync("POST", "authorize",
            new { user, query = new { response_type = "code", client_id = "sandbox-client", redirect_uri = World.Callback } });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains(code, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partner_environment_lets_in_partner_brands_alone()
    {
        await using var world = await World.StartAsync("--partner-environment", "true");

        Assert.Contains("code", World.Query(await world.AuthorizeAsync("420665001")).Keys);
        Answer refused = await world.ControlAsync("POST", "authorize",
            new { user = World.Ines, query = new { response_type = "code", client_id = "sandbox-client", redirect_uri = World.Callback } });
        Assert.Contains("OAU-101", refused.Text, StringComparison.Ordinal);
    }
}
