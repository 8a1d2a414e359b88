using System.Text.Json;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

public sealed class ImportEndpointTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private const string Path = "connections/import";
    private readonly RawApi _api = new(fixture.Node.Url);

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await fixture.Node.CreateKeyAsync();

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl; charset=utf-8")]
    public async Task Lines_are_answered_one_by_one(string type)
    {
        var lines = await fixture.Simulator.SeedAsync(2);

        var answer = (await _api.SendAsync(HttpMethod.Post, Path, $"{lines[0]}\n{{\n{lines[1]}\r\n{lines[0]}", type)).MustBe(200);

        var results = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(["created", "rejected", "created", "exists"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal([1, 2, 3, 4], results.Select(result => result.GetProperty("line").GetInt32()));
        Assert.Equal("validation_failed", results[1].GetProperty("code").GetString());
        Assert.Equal(results[0].GetProperty("connection_id").GetString(), results[3].GetProperty("connection_id").GetString());
        Assert.Equal("application/x-ndjson", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Server_that_may_not_be_talked_to_is_rejected_with_its_code()
    {
        var line = (await fixture.Simulator.SeedAsync(1))[0].Replace(fixture.RingCentral.GetLeftPart(UriPartial.Authority), "https://evil.example", StringComparison.Ordinal);

        var answer = (await _api.SendAsync(HttpMethod.Post, Path, line, "application/x-ndjson")).MustBe(200);

        Assert.Equal(("rejected", "server_not_allowed"), (answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Empty_import_is_answered_with_nothing() =>
        Assert.Empty((await _api.SendAsync(HttpMethod.Post, Path, "", "application/x-ndjson")).MustBe(200).Text);

    [Fact]
    public async Task Other_media_type_or_conflict_rule_is_refused()
    {
        (await _api.SendAsync(HttpMethod.Post, Path, "{}")).MustBe(415, "validation_failed");
        (await _api.SendAsync(HttpMethod.Post, Path + "?on_conflict=merge", "", "application/x-ndjson")).MustBeInvalid("on_conflict");
        (await _api.SendAsync(HttpMethod.Post, Path + "?on_conflict=skip&on_conflict=skip", "", "application/x-ndjson")).MustBeInvalid("on_conflict");
        (await _api.SendAsync(HttpMethod.Post, Path + "?on_conflict=skip", "", "application/x-ndjson")).MustBe(200);
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }
}
