using System.Text.Json;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class TokenRejectionTests(ImpatientFixture fixture) : IClassFixture<ImpatientFixture>, IAsyncLifetime
{
    private const string ExtensionPath = "/restapi/v1.0/account/~/extension/~";

    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Fact]
    public async Task Token_that_works_is_given_again()
    {
        var (id, owner) = await ImportAsync();
        var token = await TokenAsync(id);

        var answer = (await ReportAsync(id, 1)).MustBe(200);

        Assert.Equal(token, answer.Json.GetProperty("access_token").GetString());
        Assert.Equal((1, 0), (await CountAsync(owner, "extension"), await CountAsync(owner, "oauth/token")));
    }

    [Fact]
    public async Task Token_that_RingCentral_refuses_is_rotated()
    {
        var (id, owner) = await ImportAsync();
        var token = await TokenAsync(id);
        await FailAsync(owner, 401, "OAU-129");

        var answer = (await ReportAsync(id, 1)).MustBe(200);

        Assert.Equal(2, answer.Json.GetProperty("generation").GetInt32());
        Assert.NotEqual(token, answer.Json.GetProperty("access_token").GetString());
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(answer.Json.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task Session_that_RingCentral_ended_is_flagged_in_the_same_call()
    {
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.DoAsync(owner, "delete");

        (await ReportAsync(id, 1)).MustBe(409, "reauthorization_required");

        Assert.Equal(ConnectionState.NeedsReauthorization, (await Node.ConnectionAsync(id)).State);
    }

    [Fact]
    public async Task Older_token_is_answered_by_the_present_one_without_a_question()
    {
        var (id, owner) = await ImportAsync();
        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate")).MustBe(200);

        var answer = (await ReportAsync(id, 1)).MustBe(200);

        Assert.Equal((2, 0), (answer.Json.GetProperty("generation").GetInt32(), await CountAsync(owner, "extension")));
    }

    [Fact]
    public async Task Token_that_is_due_is_rotated_without_a_question()
    {
        var (id, owner) = await ImportAsync();
        await Node.ChangeAsync(id, session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));

        var answer = (await ReportAsync(id, 1)).MustBe(200);

        Assert.Equal((2, 0), (answer.Json.GetProperty("generation").GetInt32(), await CountAsync(owner, "extension")));
    }

    [Fact]
    public async Task RingCentral_that_cannot_be_asked_changes_nothing()
    {
        var id = await Node.AddAsync((_, session) => session.HoldUntil = Node.Now.AddMinutes(10));
        var before = await Node.SessionAsync(id);

        Assert.NotNull((await ReportAsync(id, 1)).MustBe(503, "ringcentral_unavailable").Header("Retry-After"));

        Assert.Equivalent(before, await Node.SessionAsync(id));
        (await _api.GetAsync($"connections/{id}/token")).MustBe(200);
    }

    [Theory]
    [InlineData(429, "CMN-301")]
    [InlineData(503, "CMN-201")]
    [InlineData(500, "CMN-203")]
    public async Task RingCentral_that_does_not_say_changes_nothing(int status, string code)
    {
        var (id, owner) = await ImportAsync();
        await FailAsync(owner, status, code);

        (await ReportAsync(id, 1)).MustBe(503, "ringcentral_unavailable");

        Assert.Equal(1, (await Node.SessionAsync(id)).Generation);
    }

    [Theory]
    [InlineData("CMN-401")]
    [InlineData("CMN-408")]
    public async Task Missing_permission_to_look_proves_that_the_token_works(string code)
    {
        var (id, owner) = await ImportAsync();
        await FailAsync(owner, 403, code);

        Assert.Equal(1, (await ReportAsync(id, 1)).MustBe(200).Json.GetProperty("generation").GetInt32());
        Assert.Equal(1, await CountAsync(owner, "extension"));
    }

    [Fact]
    public async Task Reports_of_one_connection_are_limited_and_reading_is_not()
    {
        var (id, _) = await ImportAsync();
        RawAnswer answer;
        var reports = 0;
        do
        {
            answer = await ReportAsync(id, 1);
        }
        while (answer.Status == 200 && ++reports < 20);

        Assert.NotNull(answer.MustBe(429, "rate_limited").Header("Retry-After"));
        Assert.InRange(reports, 6, 12);
        (await _api.GetAsync($"connections/{id}/token")).MustBe(200);
    }

    [Fact]
    public async Task Many_who_met_the_same_refusal_ask_once_and_get_the_same_token()
    {
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.AddFaultAsync(new { kind = "delay", path = ExtensionPath, owner_id = owner, delay = "00:00:01", count = 1 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReportAsync(id, 1)));

        Assert.Single(answers.Select(answer => answer.MustBe(200).Json.GetProperty("access_token").GetString()).Distinct());
        Assert.InRange(await CountAsync(owner, "extension"), 1, 3);
    }

    [Theory]
    [InlineData("""{"generation":99}""", "generation")]
    [InlineData("""{"generation":0}""", "generation")]
    [InlineData("""{"generation":-1}""", "generation")]
    [InlineData("""{"generation":null}""", "generation")]
    [InlineData("""{"generation":"1"}""", "generation")]
    [InlineData("""{"generation":1.5}""", "generation")]
    [InlineData("""{"generation":99999999999999999999}""", "generation")]
    [InlineData("{}", "generation")]
    [InlineData("""{"generation":1,"token":"x"}""", "token")]
    [InlineData("[1]", "body")]
    [InlineData("", "body")]
    public async Task Report_that_is_not_valid_names_the_field(string body, string field) =>
        (await _api.SendAsync(HttpMethod.Post, $"connections/{await Node.AddAsync()}/token/rejected", body)).MustBeInvalid(field);

    [Theory]
    [InlineData(ConnectionState.Blocked, 409, "connection_blocked")]
    [InlineData(ConnectionState.Disconnected, 410, "connection_disconnected")]
    public async Task State_that_gives_no_token_says_so(ConnectionState state, int status, string code) =>
        (await ReportAsync(await Node.AddAsync((connection, _) => connection.State = state), 1)).MustBe(status, code);

    [Fact]
    public async Task Connection_that_is_unknown_is_not_found_and_the_scope_is_asked_for()
    {
        (await ReportAsync(Guid.CreateVersion7(Node.Now), 1)).MustBe(404, "connection_not_found");
        (await _api.SendAsync(HttpMethod.Post, "connections/1/token/rejected", """{"generation":1}""")).MustBe(404, "connection_not_found");
        _api.Authorization = "Bearer " + await Node.CreateKeyAsync("connections:read");
        (await ReportAsync(await Node.AddAsync(), 1)).MustBe(403, "insufficient_scope");
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<RawAnswer> ReportAsync(Guid id, long generation) =>
        _api.SendAsync(HttpMethod.Post, $"connections/{id}/token/rejected", JsonSerializer.Serialize(new { generation }));

    private Task FailAsync(string owner, int status, string code) =>
        fixture.Simulator.AddFaultAsync(new { kind = "status", path = ExtensionPath, owner_id = owner, status, error_code = code, count = 1 });

    private async Task<string> TokenAsync(Guid id) => (await _api.GetAsync($"connections/{id}/token")).MustBe(200).Json.GetProperty("access_token").GetString()!;

    private async Task<int> CountAsync(string owner, string path) =>
        (await fixture.Simulator.RequestsAsync($"?owner_id={owner}")).GetProperty("data").EnumerateArray().Count(request => request.GetProperty("path").GetString()!.Contains(path, StringComparison.Ordinal));

    private async Task<(Guid Id, string Owner)> ImportAsync()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        return (Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync([line]))), TestKit.Api.Connections.Member(line, "owner_id"));
    }
}
