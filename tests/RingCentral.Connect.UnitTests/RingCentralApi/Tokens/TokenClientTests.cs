using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.UnitTests.RingCentralApi.Budget;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Tokens;

public sealed class TokenClientTests : IDisposable
{
    private const string Whole = """{"access_token":"A2","expires_in":3600,"refresh_token":"R2"}""";
    private readonly Server _server = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Refresh_sends_the_spent_token_with_basic_authentication_to_the_sessions_server()
    {
        _server.Answer(HttpStatusCode.OK, Whole);

        var answer = await RefreshAsync(new RingCentralOptions { ClientId = "id", ClientSecret = new("secret"), AccessTokenLifetime = TimeSpan.FromMinutes(30) });

        Assert.Equal("A2", Assert.IsType<TokenAnswer.Granted>(answer).Reply.AccessToken.Reveal());
        Assert.Equal("https://platform.ringcentral.com/restapi/oauth/token", _server.Address);
        Assert.Equal("Basic " + Convert.ToBase64String("id:secret"u8), _server.Authorization);
        Assert.Equal("grant_type=refresh_token&client_id=id&access_token_ttl=1800&refresh_token=R1&endpoint_id=e-1", _server.Body);
    }

    [Fact]
    public async Task Public_client_sends_no_authorization_header()
    {
        _server.Answer(HttpStatusCode.OK, Whole);

        await RefreshAsync(new RingCentralOptions { ClientId = "id" });

        Assert.Null(_server.Authorization);
    }

    [Fact]
    public async Task Lifetimes_count_from_the_moment_before_the_request()
    {
        _server.Answer(HttpStatusCode.OK, Whole);
        _server.Meanwhile = () => _time.Advance(TimeSpan.FromSeconds(20));
        var before = _time.GetUtcNow();

        var answer = await RefreshAsync();

        Assert.Equal(before.AddHours(1), Assert.IsType<TokenAnswer.Granted>(answer).Reply.AccessExpiresAt);
    }

    [Theory]
    [InlineData(429, "")]
    [InlineData(503, "<html></html>")]
    [InlineData(400, """{"error":"invalid_grant"}""")]
    [InlineData(401, """{"errorCode":"OAU-146"}""")]
    [InlineData(403, """{"errors":[{"errorCode":"OAU-167"}]}""")]
    public async Task Complete_answer_that_proves_that_nothing_was_done_is_a_refusal(int status, string body)
    {
        _server.Answer((HttpStatusCode)status, body);

        Assert.Equal(status, Assert.IsType<TokenAnswer.Refused>(await RefreshAsync()).Error.Status);
    }

    [Theory]
    [InlineData(500, """{"error":"server_error"}""")]
    [InlineData(502, "")]
    [InlineData(504, "")]
    [InlineData(408, """{"error":"invalid_grant"}""")]
    [InlineData(400, "<html></html>")]
    [InlineData(302, "")]
    [InlineData(200, """{"access_token":"A2","expi""")]
    [InlineData(200, """{"access_token":"\ud800","expires_in":3600}""")]
    [InlineData(201, Whole)]
    public async Task Answer_that_proves_nothing_leaves_us_unsure(int status, string body)
    {
        _server.Answer((HttpStatusCode)status, body);

        Assert.IsType<TokenAnswer.Unsure>(await RefreshAsync());
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task Request_that_failed_before_it_was_sent_was_not_sent(HttpRequestError error)
    {
        _server.Fail(new HttpRequestException(error));

        Assert.IsType<TokenAnswer.NotSent>(await RefreshAsync());
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.HttpProtocolError)]
    [InlineData(HttpRequestError.ConfigurationLimitExceeded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task Request_that_broke_on_its_way_leaves_us_unsure(HttpRequestError error)
    {
        _server.Fail(new HttpRequestException(error));

        Assert.IsType<TokenAnswer.Unsure>(await RefreshAsync());
    }

    [Fact]
    public async Task Time_out_leaves_us_unsure()
    {
        _server.Fail(new TaskCanceledException("time-out"));

        Assert.Equal("timeout", Assert.IsType<TokenAnswer.Unsure>(await RefreshAsync()).Cause);
    }

    public void Dispose() => _server.Dispose();

    private async Task<TokenAnswer> RefreshAsync(RingCentralOptions? options = null)
    {
        var wrapped = Options.Create(options ?? new RingCentralOptions { ClientId = "id", ClientSecret = new("secret") });
        using var http = new HttpClient(_server, disposeHandler: false);
        // Each user has a limit of their own, so that no answer is written down for others.
        var budgetOptions = Options.Create(new AuthBudgetOptions { Scope = AuthBudgetScope.User });
        await using var noDatabase = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        var budget = new AuthBudget(new AuthBudgetStore(noDatabase, new ClientKey(wrapped), _time), budgetOptions, new BudgetWaits(new NoMeters(), _time), new ScopeEvidence(_time), _time);
        var group = new AuthGroupHttp(new RingCentralHttp(http, wrapped, _time), budget, NullLogger<AuthGroupHttp>.Instance);
        var client = new TokenClient(group, wrapped, _time);
        return await client.RefreshAsync(ServerOrigin.Of(new Uri("https://platform.ringcentral.com")), new RefreshToken("R1"), "e-1", AskPermit.Unlimited, CancellationToken.None);
    }

    /// <summary>Answers one request as it was told to, and remembers it.</summary>
    private sealed class Server : HttpMessageHandler
    {
        private Func<HttpResponseMessage> _answer = () => throw new InvalidOperationException("Nothing was set.");

        public string? Address { get; private set; }

        public string? Authorization { get; private set; }

        public string? Body { get; private set; }

        public Action Meanwhile { get; set; } = () => { };

        public void Answer(HttpStatusCode status, string body) =>
            _answer = () => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        public void Fail(Exception exception) => _answer = () => throw exception;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Address = request.RequestUri?.AbsoluteUri;
            Authorization = request.Headers.Authorization?.ToString();
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Meanwhile();
            return _answer();
        }
    }
}
