using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting;

public sealed class MyConnectionTests(ConnectSessionFixture fixture) : IClassFixture<ConnectSessionFixture>, IAsyncLifetime
{
    private static readonly Uri Mine = new("/connections/me", UriKind.Relative);

    private readonly RawApi _api = new(fixture.Node.Url);
    private readonly Browser _browser = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        _browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Manage_link_opens_the_persons_page_in_any_browser_and_shows_no_token()
    {
        var id = await ConnectAsync("managed");
        using var other = new Browser(Node.Url);

        var page = await other.LandAsync(await ManageAsync(id));

        Assert.Contains($"data-connection-id=\"{id}\"", page, StringComparison.Ordinal);
        var token = (await _api.GetAsync($"connections/{id}/token")).MustBe(200).Json.GetProperty("access_token").GetString()!;
        Assert.DoesNotContain(token[..20], page, StringComparison.Ordinal);
        Assert.Contains("You connected your account", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_cookie_nothing_is_shown_and_nothing_can_be_done()
    {
        using var stranger = new Browser(Node.Url);

        using var page = await stranger.OpenAsync("/connections/me");
        using var data = await stranger.OpenAsync("/connections/me/data");
        using var reconnect = await stranger.OpenAsync("/connections/me/reconnect");

        Assert.All([page, data, reconnect], response => Assert.Equal("/", response.Headers.Location?.AbsolutePath));
    }

    [Fact]
    public async Task Disconnecting_needs_the_form_of_the_page_itself()
    {
        var id = await ConnectAsync("forged");

        using var forged = await _browser.PostAsync("/connections/me?handler=Disconnect", new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(Guid.Parse(id))).State);

        var form = new HtmlParser().ParseDocument(await _browser.LandAsync(Mine)).QuerySelector("details form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await _browser.PostAsync("/connections/me?handler=Disconnect", new Dictionary<string, string> { ["__RequestVerificationToken"] = form });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(ConnectionState.Disconnected, (await Node.ConnectionAsync(Guid.Parse(id))).State);
        Assert.Contains("Disconnected", await _browser.LandAsync(Mine), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_keeps_the_connection()
    {
        var owner = await fixture.SomebodyAsync();
        var id = await ConnectAsync("again-and-again", owner);

        Assert.Equal(id, await _browser.ConnectedAsync(await _browser.ConsentAsync(fixture.Simulator, owner, "/connections/me/reconnect")));
    }

    [Fact]
    public async Task Everything_that_is_stored_about_the_person_can_be_taken_away_and_holds_no_secret()
    {
        var id = await ConnectAsync("exported");

        using var response = await _browser.OpenAsync("/connections/me/data");
        var data = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal((id, "exported"), (data.GetProperty("connection_id").GetString(), data.GetProperty("external_id").GetString()));
        Assert.Equal("connection.connected", data.GetProperty("history")[0].GetProperty("what").GetString());
        Assert.DoesNotContain("token", data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_is_closed_to_whoever_had_the_connection_before()
    {
        var id = await ConnectAsync("inherited");
        var link = await ManageAsync(id);
        await fixture.Database.ExecuteAsync($"UPDATE connections SET owner_id = '1' WHERE id = '{id}'");

        using var page = await _browser.OpenAsync("/connections/me");
        using var later = new Browser(Node.Url);

        Assert.Equal("/", page.Headers.Location?.OriginalString);
        Assert.Null(await later.LandAsync(link, "mine", "data-connection-id"));
    }

    [Fact]
    public async Task Pages_speak_the_readers_language()
    {
        await ConnectAsync("german");

        Assert.Contains("<html lang=\"de\">", await _browser.LandAsync(new Uri("/connections/me?lang=de", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Verbunden und in Ordnung", await _browser.LandAsync(new Uri("/connections/me?lang=de", UriKind.Relative)), StringComparison.Ordinal);
        var asked = await _browser.StartAsync("/connections/me/reconnect?lang=de");
        Assert.Equal("de", asked["ui_locales"]);
    }

    private async Task<string> ConnectAsync(string externalId, string? owner = null)
    {
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = externalId });
        return (await _browser.ConnectedAsync(await fixture.FollowAsync(_browser, path, owner ?? await fixture.SomebodyAsync())))!;
    }

    private async Task<Uri> ManageAsync(string id) =>
        new((await _api.SendAsync(HttpMethod.Post, $"connections/{id}/manage-link")).MustBe(200).Json.GetProperty("manage_url").GetString()!);
}
