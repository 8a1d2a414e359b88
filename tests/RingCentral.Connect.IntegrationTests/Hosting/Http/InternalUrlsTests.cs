using System.Net;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Reading;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Http;

/// <summary>What is not for the public answers on addresses of its own.</summary>
public sealed class InternalUrlsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Uri _inside = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private TestDatabase _database = null!;
    private ServiceNode _node = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        _node = await ServiceNode.BuildAsync(_database, VaultFixture.Nowhere, new NodeRoles(Web: true, Jobs: false), $"--Hosting:InternalUrls:0={_inside.GetLeftPart(UriPartial.Authority)}");
        await _node.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/connections", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", HttpStatusCode.OK)]
    [InlineData("/admin", HttpStatusCode.Redirect)]
    [InlineData("/admin/sign-in", HttpStatusCode.OK)]
    [InlineData("/Admin/jobs", HttpStatusCode.Redirect)]
    [InlineData("/docs", HttpStatusCode.OK)]
    public async Task Inside_address_answers_and_the_public_one_knows_nothing_of_it(string path, HttpStatusCode inside)
    {
        Assert.Equal(inside, await StatusAsync(_inside, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_node.Url, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_node.Url, path, host: _inside.Authority));
    }

    [Fact]
    public async Task Token_at_hand_is_given_inside_alone()
    {
        var id = await _node.AddAsync((_, session) => (session.HoldUntil, session.DueAt) = (_node.Now.AddMinutes(30), _node.Now.AddMinutes(31)));
        _http.DefaultRequestHeaders.Authorization = new("Bearer", await _node.CreateKeyAsync());
        var path = $"/api/v1/connections/{id}/token";
        await Eventually.TrueAsync(async () => await StatusAsync(_inside, path) == HttpStatusCode.OK && _node.Get<TokenReader>().FindAtHand(id, _node.Now) is not null);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_inside, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_node.Url, path));
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/connect/start", HttpStatusCode.Redirect)]
    [InlineData("/css/connect.css", HttpStatusCode.OK)]
    public async Task Public_pages_answer_where_people_come(string path, HttpStatusCode status) => Assert.Equal(status, await StatusAsync(_node.Url, path));

    [Fact]
    public async Task Administrators_are_led_to_the_inside_address_and_sign_in_there()
    {
        var link = await _node.Get<SignInLinks>().CreateAsync(AdminRole.Admin, Cancelled);

        Assert.Equal(_inside.Authority, link.Authority);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_inside, link.AbsolutePath));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(_node.Url, link.AbsolutePath));
    }

    private async Task<HttpStatusCode> StatusAsync(Uri address, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path)) { Headers = { Host = host } };
        using var response = await _http.SendAsync(request, Cancelled);
        return response.StatusCode;
    }
}
