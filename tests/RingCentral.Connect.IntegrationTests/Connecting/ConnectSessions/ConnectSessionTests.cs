using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;

public sealed class ConnectSessionTests(ConnectSessionFixture fixture) : IClassFixture<ConnectSessionFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Invited_user_connects_under_the_apps_own_id_and_comes_back_to_the_app_at_once()
    {
        var owner = await fixture.SomebodyAsync();
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "ada", return_url = ConnectSessionFixture.ReturnUrl + "?tab=phone", metadata = new { plan = "gold" } });
        using var browser = new Browser(Node.Url);

        var back = await fixture.FollowAsync(browser, path, owner);

        Assert.StartsWith(ConnectSessionFixture.ReturnUrl, back.AbsoluteUri, StringComparison.Ordinal);
        var told = QueryHelpers.ParseQuery(back.Query);
        Assert.Equal(("phone", "connected", "ada"), (told["tab"].ToString(), told["status"].ToString(), told["external_id"].ToString()));
        var connection = await Node.ConnectionAsync(Guid.Parse(told["connection_id"].ToString()));
        Assert.Equal(("ada", owner, ConnectionState.Active), (connection.ExternalId, connection.OwnerId, connection.State));
        Assert.Contains("gold", connection.Metadata, StringComparison.Ordinal);
        Assert.Equal("connected", (await fixture.StatusAsync(path)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Link_without_a_return_address_ends_on_a_page_and_its_cookie_opens_my_connection()
    {
        var owner = await fixture.SomebodyAsync();
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "page" });
        using var browser = new Browser(Node.Url);

        var id = await browser.ConnectedAsync(await fixture.FollowAsync(browser, path, owner));

        Assert.Equal(id, await browser.LandAsync(new Uri("/connections/me", UriKind.Relative), "mine", "data-connection-id"));
    }

    [Fact]
    public async Task Showing_a_link_sets_no_cookie_and_changes_nothing_and_scanners_that_follow_it_use_nothing_up()
    {
        var owner = await fixture.SomebodyAsync();
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "scanned" });
        for (var scanner = 0; scanner < 3; scanner++)
        {
            using var scanning = new Browser(Node.Url);
            using var page = await scanning.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.False(page.Headers.Contains("Set-Cookie"));
            await scanning.StartAsync($"{path}/start");
        }

        Assert.Equal("open", (await fixture.StatusAsync(path)).GetProperty("status").GetString());
        using var browser = new Browser(Node.Url);
        Assert.NotNull(await browser.ConnectedAsync(await fixture.FollowAsync(browser, path, owner)));
    }

    [Fact]
    public async Task First_attempt_that_succeeds_uses_the_link_up_and_the_session_of_a_later_one_is_revoked()
    {
        var first = await fixture.SomebodyAsync();
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "raced" });
        using var one = new Browser(Node.Url);
        using var other = new Browser(Node.Url);
        var (callback, late) = (await one.ConsentAsync(fixture.Simulator, first, $"{path}/start"), await other.ConsentAsync(fixture.Simulator, first, $"{path}/start"));
        var id = await one.ConnectedAsync(callback);

        Assert.Equal("link_used", await other.ProblemAsync(late));

        Assert.Equal(first, (await Node.ConnectionAsync(Guid.Parse(id!))).OwnerId);
        Assert.Equal("link_used", await new Browser(Node.Url).ProblemAsync(new Uri(path, UriKind.Relative)));
        Assert.Equal("link_used", await new Browser(Node.Url).ProblemAsync(new Uri($"{path}/start", UriKind.Relative)));

        // The seeded session of the user and the one that is kept.
        await Eventually.PassesAsync(async () => Assert.Equal(2, await fixture.LiveSessionsAsync(first)), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Known_external_id_makes_it_a_reconnect_of_the_same_connection()
    {
        var owner = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "again" });
        var id = await browser.ConnectedAsync(await fixture.FollowAsync(browser, path, owner));
        var (_, next) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "again" });

        Assert.Equal(id, await browser.ConnectedAsync(await fixture.FollowAsync(browser, next, owner)));
        var events = (await _api.GetAsync("events?limit=200")).MustBe(200).Json.GetProperty("data").EnumerateArray()
            .Where(entry => entry.GetProperty("connection_id").GetString() == id).Select(entry => entry.GetProperty("type").GetString());
        Assert.Equal(["connection.connected", "connection.reconnected"], events);
    }

    [Fact]
    public async Task Another_persons_sign_in_names_both_keeps_the_link_open_and_connects_nobody()
    {
        var (owner, stranger) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        using var browser = new Browser(Node.Url);
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "owned" });
        await browser.ConnectedAsync(await fixture.FollowAsync(browser, path, owner));
        var (_, next) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "owned", return_url = ConnectSessionFixture.ReturnUrl });

        var page = await browser.LandAsync(await fixture.FollowAsync(browser, next, stranger));

        Assert.Contains("data-problem=\"other_user\"", page, StringComparison.Ordinal);
        Assert.Contains("status=failed", page, StringComparison.Ordinal);
        Assert.Equal("failed", (await fixture.StatusAsync(next)).GetProperty("status").GetString());
        Assert.Equal("connected", QueryHelpers.ParseQuery((await fixture.FollowAsync(browser, next, owner)).Query)["status"].ToString());
    }

    [Fact]
    public async Task Link_that_is_over_says_so_and_starts_nothing()
    {
        var (id, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "late", expires_in = 60 });
        await fixture.Database.ExecuteAsync($"UPDATE connect_sessions SET expires_at = now() - interval '1 second' WHERE id = '{id}'");
        using var browser = new Browser(Node.Url);

        Assert.Equal("link_expired", await browser.ProblemAsync(new Uri(path, UriKind.Relative)));
        Assert.Equal("link_expired", await browser.ProblemAsync(new Uri($"{path}/start", UriKind.Relative)));
        Assert.Equal("expired", (await fixture.StatusAsync(path)).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("/connect/nothing")]
    [InlineData("/connect/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/connect/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/start")]
    [InlineData("/connections/me/AAAA")]
    [InlineData("/reconnect/AAAA")]
    public async Task Link_that_is_not_ours_tells_nothing(string path)
    {
        using var browser = new Browser(Node.Url);

        Assert.Equal(path.StartsWith("/connections", StringComparison.Ordinal) ? "manage_link_over" : "link_invalid", await browser.ProblemAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task Status_may_be_asked_for_from_the_apps_own_origin_and_no_other()
    {
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "asked" });
        using var http = new HttpClient();

        Assert.Equal("https://app.example.com", await OriginAllowedAsync(http, path, "https://app.example.com"));
        Assert.Null(await OriginAllowedAsync(http, path, "https://evil.example.com"));
    }

    [Theory]
    [InlineData("/js/connect.js", "cross-origin")]
    [InlineData("/js/finished.js", "same-origin")]
    [InlineData("/", "same-origin")]
    public async Task Only_the_script_for_apps_may_be_included_by_their_pages(string path, string policy)
    {
        using var browser = new Browser(Node.Url);
        using var response = await browser.OpenAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(policy, response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Theory]
    [InlineData("""{}""", "external_id")]
    [InlineData("""{"external_id":""}""", "external_id")]
    [InlineData("""{"external_id":"a","return_url":"https://evil.example.com/"}""", "return_url")]
    [InlineData("""{"external_id":"a","return_url":7}""", "return_url")]
    [InlineData("""{"external_id":"a","login_hint":""}""", "login_hint")]
    [InlineData("""{"external_id":"a","metadata":[]}""", "metadata")]
    [InlineData("""{"external_id":"a","require_completion":"yes"}""", "require_completion")]
    [InlineData("""{"external_id":"a","require_completion":true}""", "return_url")]
    [InlineData("""{"external_id":"a","expires_in":59}""", "expires_in")]
    [InlineData("""{"external_id":"a","expires_in":604801}""", "expires_in")]
    [InlineData("""{"external_id":"a","expires_in":90.5}""", "expires_in")]
    [InlineData("""{"external_id":"a","frame":true}""", "frame")]
    public async Task Invitation_that_is_not_valid_names_the_field(string body, string field) =>
        (await _api.SendAsync(HttpMethod.Post, "connect-sessions", body)).MustBeInvalid(field);

    [Fact]
    public async Task Server_that_is_not_ours_is_refused() =>
        (await _api.SendAsync(HttpMethod.Post, "connect-sessions", """{"external_id":"a","server_url":"https://evil.example.com"}""")).MustBe(400, "server_not_allowed");

    [Fact]
    public async Task User_is_not_invited_to_the_connection_of_a_jwt()
    {
        var id = await Node.AddAsync((connection, _) => connection.ExternalId = "robot");
        await fixture.Database.ExecuteAsync($"UPDATE connections SET kind = 'jwt' WHERE id = '{id}'");

        (await _api.SendAsync(HttpMethod.Post, "connect-sessions", """{"external_id":"robot"}""")).MustBe(409, "connection_kind_mismatch");
    }

    private async Task<string?> OriginAllowedAsync(HttpClient http, string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Node.Url, $"{path}/status"));
        request.Headers.Add("Origin", origin);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
