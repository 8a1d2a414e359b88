using System.Globalization;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class ConnectionEndpointsTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private static readonly string[] Members =
    [
        "access_expires_at", "created_at", "external_id", "generation", "health", "id", "keep_alive", "kind", "last_proven_alive_at", "last_used_at", "metadata",
        "next_rotation_at", "owner", "paused", "reason", "reconnect_url", "refresh_expires_at", "ringcentral_code", "scope", "server_url", "session_expires_at",
        "state", "state_since", "updated_at",
    ];

    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    [Fact]
    public async Task Connection_has_the_fields_of_the_contract_and_an_ETag()
    {
        var id = await Node.AddAsync();

        var answer = (await _api.GetAsync($"connections/{id}")).MustBe(200);

        Assert.Equal(Members, answer.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["account_id", "email", "extension_number", "id", "name"], answer.Json.GetProperty("owner").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("active", "healthy", "authorization_code", "default"), (Text(answer, "state"), Text(answer, "health"), Text(answer, "kind"), Text(answer, "keep_alive")));
        Assert.EndsWith("Z", Text(answer, "created_at"), StringComparison.Ordinal);
        Assert.Equal("\"0\"", answer.Response.Headers.ETag?.Tag);
        Assert.Equal("application/json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("0190A6F2-3C4D-7E5F-8A9B-0C1D2E3F4A5B")]
    [InlineData("1")]
    public async Task Id_that_is_unknown_or_malformed_is_not_found(string id)
    {
        (await _api.GetAsync($"connections/{id}")).MustBe(404, "connection_not_found");
        (await _api.GetAsync($"connections/{id}/token")).MustBe(404, "connection_not_found");
        (await _api.PatchAsync($"connections/{id}", "{}")).MustBe(404, "connection_not_found");
        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(404, "connection_not_found");
    }

    [Theory]
    [InlineData("user 17")]
    [InlineData("äöü☎")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("a%2Fb")]
    [InlineData("100%")]
    [InlineData("100%2F")]
    [InlineData("a+b&c=d?e#f")]
    [InlineData("ringcentral:256440016")]
    public async Task Connection_is_found_by_its_percent_encoded_external_id(string externalId)
    {
        var id = await Node.AddAsync((connection, _) => connection.ExternalId = externalId);

        var answer = (await _api.GetAsync($"connections/by-external-id/{Uri.EscapeDataString(externalId)}")).MustBe(200);

        Assert.Equal((id.ToString(), externalId), (Text(answer, "id"), Text(answer, "external_id")));
    }

    [Fact]
    public async Task External_id_that_is_unknown_or_cannot_be_one_is_not_found()
    {
        (await _api.GetAsync("connections/by-external-id/nobody")).MustBe(404, "connection_not_found");
        (await _api.GetAsync("connections/by-external-id/%20a")).MustBe(404, "connection_not_found");
        (await _api.GetAsync("connections/by-external-id/nobody/token")).MustBe(404, "connection_not_found");
    }

    [Fact]
    public async Task Patch_changes_what_it_names_and_answers_the_connection()
    {
        var id = await Node.AddAsync();

        var answer = (await _api.PatchAsync($"connections/{id}", """{"metadata":{"tenant":"a"},"keep_alive":"warm","paused":true}""")).MustBe(200);

        Assert.Equal(("warm", "True", "a"), (Text(answer, "keep_alive"), answer.Json.GetProperty("paused").GetBoolean().ToString(CultureInfo.InvariantCulture), answer.Json.GetProperty("metadata").GetProperty("tenant").GetString()));
        Assert.Equal("\"1\"", answer.Response.Headers.ETag?.Tag);
        (await _api.SendAsync(HttpMethod.Patch, $"connections/{id}", """{"paused":false}""")).MustBe(200);
    }

    [Theory]
    [InlineData("""{"state":"active"}""", "state")]
    [InlineData("""{"Paused":true}""", "Paused")]
    [InlineData("""{"paused":"yes"}""", "paused")]
    [InlineData("""{"metadata":[]}""", "metadata")]
    [InlineData("""{"metadata":{"a":"\u0000"}}""", "metadata")]
    [InlineData("""{"metadata":{"a":"\ud800"}}""", "metadata")]
    [InlineData("""{"keep_alive":"always"}""", "keep_alive")]
    [InlineData("""{"external_id":" a"}""", "external_id")]
    [InlineData("""{"external_id":17}""", "external_id")]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("""{"paused":""", "paused")]
    [InlineData("", "body")]
    public async Task Patch_that_is_not_valid_names_the_field(string body, string field)
    {
        var id = await Node.AddAsync();

        (await _api.PatchAsync($"connections/{id}", body)).MustBeInvalid(field);

        Assert.Equal(0, (await Node.ConnectionAsync(id)).Revision);
    }

    [Theory]
    [InlineData("""{"paused":true,"paused":false}""")]
    [InlineData("""{"metadata":{"a":1,"a":2}}""")]
    [InlineData("""{"metadata":{"a":{"b":1,"b":2}}}""")]
    public async Task Patch_that_names_a_field_twice_is_not_valid(string body) =>
        (await _api.PatchAsync($"connections/{await Node.AddAsync()}", body)).MustBe(400, "validation_failed");

    [Fact]
    public async Task Patch_of_another_media_type_is_refused() =>
        (await _api.SendAsync(HttpMethod.Patch, $"connections/{await Node.AddAsync()}", "{}", "text/plain")).MustBe(415, "validation_failed");

    [Theory]
    [InlineData("\"0\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"1\"", 412)]
    [InlineData("W/\"0\"", 412)]
    [InlineData("0", 412)]
    [InlineData("\"nonsense\"", 412)]
    public async Task Patch_with_If_Match_is_done_only_on_that_revision(string tag, int status)
    {
        var id = await Node.AddAsync();

        (await _api.PatchAsync($"connections/{id}", """{"paused":true}""", tag)).MustBe(status, status == 412 ? "precondition_failed" : null);

        Assert.Equal(status == 200, (await Node.ConnectionAsync(id)).Paused);
    }

    [Fact]
    public async Task External_id_of_another_connection_is_a_conflict()
    {
        var taken = (await Node.ConnectionAsync(await Node.AddAsync())).ExternalId;

        (await _api.PatchAsync($"connections/{await Node.AddAsync()}", $$"""{"external_id":"{{taken}}"}""")).MustBe(409, "external_id_taken");
    }

    [Fact]
    public async Task Disconnect_answers_the_ended_connection_and_may_be_repeated()
    {
        var id = await Node.AddAsync();

        Assert.Equal("disconnected", Text((await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(200), "state"));
        Assert.Equal("disconnected", Text((await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(200), "state"));
        (await _api.GetAsync($"connections/{id}/token")).MustBe(410, "connection_disconnected");
    }

    [Fact]
    public async Task Unknown_query_parameter_is_refused_everywhere()
    {
        var id = await Node.AddAsync();

        (await _api.GetAsync($"connections/{id}?verbose=1")).MustBeInvalid("verbose");
        (await _api.GetAsync($"connections/{id}/token?foo=1")).MustBeInvalid("foo");
        (await _api.PatchAsync($"connections/{id}?x=1", "{}")).MustBeInvalid("x");
        (await _api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect?x=1")).MustBeInvalid("x");
        (await _api.SendAsync(HttpMethod.Post, "connections/import?on_conflit=skip", "", "application/x-ndjson")).MustBeInvalid("on_conflit");
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Text(RawAnswer answer, string member) => answer.Json.GetProperty(member).GetString()!;
}
