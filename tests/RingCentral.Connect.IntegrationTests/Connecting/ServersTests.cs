using System.Net;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting;

/// <summary>An installation whose users live on two RingCentral servers: each connection keeps to its own.</summary>
public sealed class ServersTests(TwoServersFixture fixture) : IClassFixture<TwoServersFixture>
{
    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task User_of_the_second_server_connects_is_rotated_and_reconnects_there()
    {
        var second = fixture.Second.Control;
        var owner = TestKit.Api.Connections.Member(Assert.Single(await second.SeedAsync(1)), "owner_id");
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        using var browser = new Browser(Node.Url);
        var origin = fixture.Second.Url.GetLeftPart(UriPartial.Authority);
        var (_, path) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "elsewhere", server_url = origin });

        var id = (await browser.ConnectedAsync(await browser.ConsentAsync(second, owner, $"{path}/start")))!;

        Assert.Equal((origin, owner), ((await Node.ConnectionAsync(Guid.Parse(id))).ServerUrl, (await Node.ConnectionAsync(Guid.Parse(id))).OwnerId));
        Assert.Equal(200, await second.CallExtensionAsync((await fixture.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"]));
        await Node.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));
        await second.DoAsync(owner, "end-sessions");
        var link = new Uri((await fixture.Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required")["reconnect_url"]);

        Assert.Equal(id, await browser.ConnectedAsync(await browser.ConsentAsync(second, owner, link.AbsolutePath + "/start")));
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(Guid.Parse(id))).State);

        // A link made without a server leads a known user to theirs, and a new one to the usual server.
        var (_, known) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "elsewhere" });
        Assert.Equal(origin, await HostOfAsync(browser, known));
        var (_, stranger) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "here" });
        Assert.Equal(fixture.RingCentral.GetLeftPart(UriPartial.Authority), await HostOfAsync(browser, stranger));
    }

    [Fact]
    public async Task Server_that_the_configuration_no_longer_names_is_explained()
    {
        var id = await Node.AddAsync((connection, _) => (connection.ServerUrl, connection.ExternalId) = ("https://platform.ringcentral.biz", "gone-server"));
        await fixture.Database.ExecuteAsync($"UPDATE connections SET state = 'needs_reauthorization', reason = 'session_ended' WHERE id = '{id}'");
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        using var browser = new Browser(Node.Url);
        var (_, path) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "gone-server" });

        Assert.Equal("misconfigured", await browser.ProblemAsync(new Uri($"{path}/start", UriKind.Relative)));
        var link = (await api.GetAsync($"connections/{id}/token")).MustBe(409, "reauthorization_required").Json.GetProperty("reconnect_url").GetString()!;
        Assert.Equal("misconfigured", await browser.ProblemAsync(new Uri(new Uri(link).AbsolutePath + "/start", UriKind.Relative)));
    }

    [Theory]
    [InlineData("de-CH,de;q=0.9", "de")]
    [InlineData("fr-FR,fr;q=0.9", "en")]
    public async Task RingCentral_is_told_the_language_that_our_pages_speak(string accepted, string told)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Node.Url, "/connect/start"));
        request.Headers.AcceptLanguage.ParseAdd(accepted);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains($"ui_locales={told}", response.Headers.Location!.Query, StringComparison.Ordinal);
    }

    private static async Task<string> HostOfAsync(Browser browser, string path)
    {
        using var response = await browser.OpenAsync($"{path}/start");
        return response.Headers.Location!.GetLeftPart(UriPartial.Authority);
    }
}

/// <summary>A node that may talk to two servers.</summary>
public sealed class TwoServersFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    private SimulatorProcess? _second;

    internal SimulatorProcess Second => _second!;

    protected override IReadOnlyList<string> Settings => [$"--RingCentral:Servers:0={Second.Url.GetLeftPart(UriPartial.Authority)}"];

    public override async ValueTask InitializeAsync()
    {
        _second = await SimulatorProcess.StartAsync([]);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Second.DisposeAsync();
    }
}
