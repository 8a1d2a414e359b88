using System.Text.Json;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api.Webhooks;

/// <summary>The calls about webhooks, on a node that allows no private addresses and sends nothing.</summary>
public sealed class WebhookEndpointTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private const string Given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly string[] Members =
    [
        "created_at", "description", "disabled_at", "disabled_reason", "enabled", "events", "failing_since", "id", "last_succeeded_at", "old_secret_expires_at", "updated_at", "url",
    ];

    private static readonly string[] DeliveryMembers =
    [
        "attempts", "connection_id", "created_at", "delivered_at", "endpoint_id", "event_type", "id", "last_attempt_at", "last_duration_ms", "last_error", "last_response_code", "next_attempt_at", "payload",
        "sequence", "status",
    ];

    private readonly RawApi _api = new(fixture.Node.Url);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await fixture.Node.CreateKeyAsync("webhooks:write");

    [Fact]
    public async Task Endpoint_is_made_shown_changed_and_deleted_and_its_secret_shown_once()
    {
        var answer = (await PostAsync("", """{"url":"https://app.example.com/hook?a=b","description":"desk","events":["connection.blocked"]}""")).MustBe(201);
        var made = answer.Json;
        var path = $"webhook-endpoints/{made.GetProperty("id").GetString()}";
        Assert.Equal("/api/v1/" + path, answer.Header("Location"));
        Assert.Equal(Members.Append("secret").Order(StringComparer.Ordinal), Names(made));
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);

        var shown = (await _api.GetAsync(path)).MustBe(200).Json;
        Assert.Equal(Members, Names(shown));
        Assert.Equal(
            ("https://app.example.com/hook?a=b", "desk", "connection.blocked", true),
            (shown.GetProperty("url").GetString(), shown.GetProperty("description").GetString(), Assert.Single(shown.GetProperty("events").EnumerateArray()).GetString(), shown.GetProperty("enabled").GetBoolean()));
        Assert.Contains((await _api.GetAsync("webhook-endpoints")).MustBe(200).Json.GetProperty("data").EnumerateArray(), one => one.GetRawText() == shown.GetRawText());

        var changed = (await _api.PatchAsync(path, """{"url":"https://other.example.com/","description":null,"events":null,"enabled":false}""")).MustBe(200).Json;
        Assert.Equal(
            ("https://other.example.com/", "", 0, "requested"),
            (changed.GetProperty("url").GetString(), changed.GetProperty("description").GetString(), changed.GetProperty("events").GetArrayLength(), changed.GetProperty("disabled_reason").GetString()));
        Assert.Equal("https://other.example.com/", (await _api.PatchAsync(path, "{}")).MustBe(200).Json.GetProperty("url").GetString());

        Assert.Equal(204, (await _api.SendAsync(HttpMethod.Delete, path)).Status);
        (await _api.GetAsync(path)).MustBe(404, "webhook_endpoint_not_found");
        (await _api.SendAsync(HttpMethod.Delete, path)).MustBe(404, "webhook_endpoint_not_found");
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":null}""", "url")]
    [InlineData("""{"url":7}""", "url")]
    [InlineData("""{"url":"nowhere"}""", "url")]
    [InlineData("""{"url":"http://app.example.com/"}""", "url")]
    [InlineData("""{"url":"https://localhost/"}""", "url")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://[::1]/"}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/"}""", "url")]
    [InlineData("""{"url":"https://2130706433/"}""", "url")]
    [InlineData("""{"url":"https://a.example/","events":"test"}""", "events")]
    [InlineData("""{"url":"https://a.example/","events":["connection.imported"]}""", "events")]
    [InlineData("""{"url":"https://a.example/","events":["connection.blocked","connection.blocked"]}""", "events")]
    [InlineData("""{"url":"https://a.example/","events":[null]}""", "events")]
    [InlineData("""{"url":"https://a.example/","description":1}""", "description")]
    [InlineData("""{"url":"https://a.example/","description":"a\u0000b"}""", "description")]
    [InlineData("""{"url":"https://a.example/","description":"\ud800"}""", "description")]
    [InlineData("""{"url":"https://a.example/","enabled":null}""", "enabled")]
    [InlineData("""{"url":"https://a.example/","enabled":"yes"}""", "enabled")]
    [InlineData("""{"url":"https://a.example/","secret":"secret"}""", "secret")]
    [InlineData("""{"url":"https://a.example/","secret":"whsec_c2hvcnQ="}""", "secret")]
    [InlineData("""{"url":"https://a.example/","id":"1"}""", "id")]
    [InlineData("""[]""", "body")]
    public async Task Endpoint_that_is_not_valid_names_the_field(string body, string field) => (await PostAsync("", body)).MustBeInvalid(field);

    [Theory]
    [InlineData("""{"url":null}""", "url")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url")]
    [InlineData("""{"events":{}}""", "events")]
    [InlineData("""{"enabled":1}""", "enabled")]
    [InlineData("""{"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""", "secret")]
    public async Task Change_that_is_not_valid_names_the_field_and_changes_nothing(string body, string field)
    {
        var path = await AddAsync();
        var before = (await _api.GetAsync(path)).Text;

        (await _api.PatchAsync(path, body)).MustBeInvalid(field);

        Assert.Equal(before, (await _api.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Secret_may_be_given_and_is_changed_with_an_overlap()
    {
        var made = (await PostAsync("", $$"""{"url":"https://a.example/","secret":"{{Given}}"}""")).MustBe(201).Json;
        var path = $"/{made.GetProperty("id").GetString()}/rotate-secret";
        Assert.Equal(Given, made.GetProperty("secret").GetString());

        var usual = (await PostAsync(path, null)).MustBe(200).Json;
        var brief = (await PostAsync(path, """{"old_secret_expires_in":60}""")).MustBe(200).Json;
        var atOnce = (await PostAsync(path, $$"""{"secret":"{{Given}}","old_secret_expires_in":0}""")).MustBe(200).Json;

        var now = fixture.Node.Now;
        Assert.InRange(usual.GetProperty("old_secret_expires_at").GetDateTimeOffset() - now, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        Assert.InRange(brief.GetProperty("old_secret_expires_at").GetDateTimeOffset() - now, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal((JsonValueKind.Null, Given), (atOnce.GetProperty("old_secret_expires_at").ValueKind, atOnce.GetProperty("secret").GetString()));
        Assert.Equal(3, new[] { Given, usual.GetProperty("secret").GetString(), brief.GetProperty("secret").GetString() }.Distinct().Count());
    }

    [Theory]
    [InlineData("""{"old_secret_expires_in":-1}""", "old_secret_expires_in")]
    [InlineData("""{"old_secret_expires_in":604801}""", "old_secret_expires_in")]
    [InlineData("""{"old_secret_expires_in":"1"}""", "old_secret_expires_in")]
    [InlineData("""{"secret":7}""", "secret")]
    [InlineData("""{"key":7}""", "key")]
    public async Task Change_of_the_secret_that_is_not_valid_names_the_field(string body, string field) =>
        (await PostAsync((await AddAsync())["webhook-endpoints".Length..] + "/rotate-secret", body)).MustBeInvalid(field);

    [Fact]
    public async Task Repeated_requests_with_a_key_make_one_endpoint_one_secret_and_one_test()
    {
        var key = Guid.CreateVersion7(fixture.Node.Now).ToString();
        async Task<string> TwiceAsync(string path, string? body)
        {
            var first = await _api.SendAsync(HttpMethod.Post, "webhook-endpoints" + path, body, headers: ("Idempotency-Key", key + path.Length));
            var second = await _api.SendAsync(HttpMethod.Post, "webhook-endpoints" + path, body, headers: ("Idempotency-Key", key + path.Length));
            Assert.Equal((first.Status, first.Text, "true"), (second.Status, second.Text, second.Header("Idempotency-Replayed")));
            return first.Json.GetProperty("id").GetString()!;
        }

        var id = await TwiceAsync("", """{"url":"https://twice.example/"}""");
        await TwiceAsync($"/{id}/rotate-secret", null);
        await TwiceAsync($"/{id}/test", null);

        Assert.Single((await _api.GetAsync("webhook-endpoints")).Json.GetProperty("data").EnumerateArray(), one => one.GetProperty("url").GetString() == "https://twice.example/");
        Assert.Single((await _api.GetAsync($"webhook-endpoints/{id}/deliveries")).Json.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Log_is_read_page_by_page_latest_first()
    {
        var path = await AddAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await _api.SendAsync(HttpMethod.Post, path + "/test")).MustBe(202).Json.GetProperty("id").GetString()!);
        }

        var read = new List<JsonElement>();
        for (var cursor = ""; ;)
        {
            var page = (await _api.GetAsync($"{path}/deliveries?limit=2{cursor}")).MustBe(200).Json;
            read.AddRange(page.GetProperty("data").EnumerateArray());
            if (page.GetProperty("next_cursor").GetString() is not { } next)
            {
                break;
            }

            cursor = "&cursor=" + next;
        }

        // Two of one millisecond have no order but that of their ids.
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), read.Select(delivery => delivery.GetProperty("id").GetString()));
        Assert.All(read, delivery => Assert.Equal(DeliveryMembers, Names(delivery)));
        (await _api.GetAsync($"{path}/deliveries?cursor=abc")).MustBeInvalid("cursor");
        (await _api.GetAsync($"{path}/deliveries?limit=0")).MustBeInvalid("limit");
        (await _api.GetAsync($"{path}/deliveries?status=failed")).MustBeInvalid("status");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/rotate-secret")]
    [InlineData("POST", "/test")]
    [InlineData("GET", "/deliveries")]
    [InlineData("POST", "/deliveries/msg_019aa8f3a1c47d208e5b6f7a8b9c0d1e/redeliver")]
    public async Task Endpoint_that_is_not_there_is_not_found(string method, string path)
    {
        foreach (var id in new[] { "019aa8f2-7b3e-7c11-8d42-5a9f0e6b7c8d", "019AA8F2-7B3E-7C11-8D42-5A9F0E6B7C8D", "nonsense" })
        {
            (await _api.SendAsync(new HttpMethod(method), $"webhook-endpoints/{id}{path}", method == "PATCH" ? "{}" : null)).MustBe(404, "webhook_endpoint_not_found");
        }
    }

    [Theory]
    [InlineData("msg_019aa8f3a1c47d208e5b6f7a8b9c0d1e")]
    [InlineData("019aa8f3a1c47d208e5b6f7a8b9c0d1e")]
    [InlineData("nonsense")]
    public async Task Delivery_that_is_not_there_is_not_found_nor_that_of_another_endpoint(string id)
    {
        var (one, other) = (await AddAsync(), await AddAsync());
        var theirs = (await _api.SendAsync(HttpMethod.Post, other + "/test")).MustBe(202).Json.GetProperty("id").GetString();

        (await _api.SendAsync(HttpMethod.Post, $"{one}/deliveries/{id}/redeliver")).MustBe(404, "webhook_delivery_not_found");
        (await _api.SendAsync(HttpMethod.Post, $"{one}/deliveries/{theirs}/redeliver")).MustBe(404, "webhook_delivery_not_found");
    }

    [Fact]
    public async Task Calls_need_their_scope_and_a_key_that_sees_every_connection()
    {
        using var other = new RawApi(fixture.Node.Url) { Authorization = "Bearer " + await fixture.Node.CreateKeyAsync("connections:write", "events:read") };
        (await other.GetAsync("webhook-endpoints")).MustBe(403, "insufficient_scope");
        var (_, secret) = await fixture.Node.Get<ApiKeys>().CreateAsync(new NewApiKey("acme", ApiScopes.All) { ExternalIdPrefix = "acme:" }, Cancelled);
        using var restricted = new RawApi(fixture.Node.Url) { Authorization = "Bearer " + secret.Reveal() };

        var path = await AddAsync();
        (await restricted.GetAsync("webhook-endpoints")).MustBe(403, "insufficient_scope");
        (await restricted.SendAsync(HttpMethod.Post, "webhook-endpoints", """{"url":"https://a.example/"}""")).MustBe(403, "insufficient_scope");
        (await restricted.GetAsync(path)).MustBe(403, "insufficient_scope");
        (await restricted.GetAsync(path + "/deliveries")).MustBe(403, "insufficient_scope");
        (await restricted.SendAsync(HttpMethod.Post, path + "/rotate-secret")).MustBe(403, "insufficient_scope");
    }

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal);

    private Task<RawAnswer> PostAsync(string path, string? body) => _api.SendAsync(HttpMethod.Post, "webhook-endpoints" + path, body);

    private async Task<string> AddAsync() => $"webhook-endpoints/{(await PostAsync("", """{"url":"https://a.example/"}""")).MustBe(201).Json.GetProperty("id").GetString()}";
}
