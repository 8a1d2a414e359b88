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

    /// <summary>Nothing that a line holds may fail the lines around it, or the answer.</summary>
    [Fact]
    public async Task Lines_of_every_kind_of_nonsense_are_answered_each_with_its_number()
    {
        var good = await fixture.Simulator.SeedAsync(2);
        string[] nonsense =
        [
            new('x', 200_000), new('[', 60_000), "\0\0\0", "\"\\ud800\"", "{\"external_id\":\"\\ud800\"}", "null", "{}", "{\"external_id\":1e999999}",
            .. Changed(good[1]), good[1] + good[1], good[1][..^1],
        ];
        var lines = nonsense.Prepend(good[0]).ToList();

        var answer = (await _api.SendAsync(HttpMethod.Post, Path, string.Join('\n', lines), "application/x-ndjson")).MustBe(200);

        var results = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Count), results.Select(result => result.GetProperty("line").GetInt32()));
        Assert.Equal("created", results[0].GetProperty("status").GetString());
        Assert.All(results.Skip(1), result => Assert.Equal("rejected", result.GetProperty("status").GetString()));
        Assert.All(results.Skip(1), result => Assert.EndsWith(".", result.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Changed(string line)
    {
        yield return Put("\"metadata\":{\"a\":1e999999}");
        yield return Put("\"metadata\":[]");
        yield return Put("\"metadata\":{\"a\":1,\"a\":2}");
        yield return Put("\"account_id\":\"" + new string('9', 5000) + "\"");
        yield return line.Replace("\"owner_id\":\"", "\"owner_id\":\"" + new string('1', 3000), StringComparison.Ordinal);
        yield return line.Replace("\"expires_in\":", "\"expires_in\":99999999999", StringComparison.Ordinal);
        yield return line.Replace("access_token", "access_tokens", StringComparison.Ordinal);

        string Put(string member) => line[..^1] + "," + member + "}";
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
        (await _api.SendAsync(HttpMethod.Post, Path + "?on_conflict=replace", "", "application/x-ndjson")).MustBe(200);
        (await _api.SendAsync(HttpMethod.Post, Path + "?on_conflict=skip", "", "application/x-ndjson")).MustBe(200);
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }
}
