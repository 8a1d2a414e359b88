using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Rollups;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>Calls of the tests' own carry the filter: what it does must not depend on who uses it.</summary>
public sealed class IdempotencyTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(0);
    private ServiceNode _node = null!;
    private RawApi _api = null!;
    private int _calls;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await fixture.NodeAsync();
        _node.Map(routes => routes.MapPost("/api/v1/things", Task<IResult> (HttpContext http, CancellationToken _) => CreateAsync(http)).RequireAuthorization(ApiScopes.ConnectionsWrite).WithIdempotency());
        await _node.StartAsync();
        _api = new RawApi(_node.Url) { Authorization = "Bearer " + await _node.CreateKeyAsync() };
    }

    [Fact]
    public async Task Repeated_request_gets_the_first_answer_and_does_nothing()
    {
        var first = await PostAsync("a", "thing");
        var second = await PostAsync("a", "thing");

        Assert.Equal((201, 201, first.Text, 1), (first.Status, second.Status, second.Text, _calls));
        Assert.Equal((first.Header("Location"), "true", null), (second.Header("Location"), second.Header("Idempotency-Replayed"), first.Header("Idempotency-Replayed")));
        Assert.Equal(first.Response.Content.Headers.ContentType, second.Response.Content.Headers.ContentType);
    }

    [Fact]
    public async Task Requests_without_a_key_and_with_other_keys_are_other_requests()
    {
        await PostAsync(null, "thing");
        await PostAsync(null, "thing");
        await PostAsync("b", "thing");
        await PostAsync("c", "thing");
        _api.Authorization = "Bearer " + await _node.CreateKeyAsync();
        await PostAsync("c", "thing");

        Assert.Equal(5, _calls);
    }

    [Fact]
    public async Task Key_of_another_request_is_refused()
    {
        await PostAsync("d", "thing");

        (await PostAsync("d", "other thing")).MustBe(422, "validation_failed");
        (await PostAsync("d", "thing", "?really")).MustBe(422, "validation_failed");

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Second_request_while_the_first_is_under_way_is_told_to_come_back()
    {
        var first = PostAsync("e", "slow");
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _calls) == 1));

        Assert.NotNull((await PostAsync("e", "slow")).MustBe(409, "idempotency_conflict").Header("Retry-After"));
        _gate.Release();

        Assert.Equal((await first).MustBe(201).Text, (await PostAsync("e", "slow")).MustBe(201).Text);
        Assert.Equal(1, _calls);
    }

    [Theory]
    [InlineData("failure", 500)]
    [InlineData("unavailable", 503)]
    [InlineData("later", 429)]
    [InlineData("refusal", 400)]
    public async Task Failure_or_refusal_is_not_kept(string what, int status)
    {
        Assert.Equal((status, status, 2), ((await PostAsync(what, what)).Status, (await PostAsync(what, what)).Status, _calls));

        await using var context = await _node.ContextAsync();
        Assert.Empty(await context.IdempotentRequests.Where(row => row.Key == what).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task Request_that_was_refused_may_be_mended_under_its_key()
    {
        (await PostAsync("f", "refusal")).MustBe(400);

        Assert.Equal(201, (await PostAsync("f", "thing")).Status);
    }

    [Fact]
    public async Task Repeated_JWT_connect_gets_the_first_answer_and_opens_no_second_session()
    {
        var owner = (await fixture.Simulator.OwnerIdsAsync())[0];
        var body = JsonSerializer.Serialize(new { external_id = "twice", assertion = await fixture.Simulator.JwtAsync(owner) });

        var first = (await _api.SendAsync(HttpMethod.Post, "connections/jwt", body, headers: ("Idempotency-Key", "m"))).MustBe(201);
        var second = (await _api.SendAsync(HttpMethod.Post, "connections/jwt", body, headers: ("Idempotency-Key", "m"))).MustBe(201);

        Assert.Equal(first.Response.Headers.ETag, second.Response.Headers.ETag);
        Assert.Equal((first.Text, "true"), (second.Text, second.Header("Idempotency-Replayed")));
        Assert.Single(await fixture.Simulator.SessionsOfAsync(owner));
    }

    [Fact]
    public async Task Attempt_that_died_with_its_node_is_made_again_after_a_while()
    {
        await PostAsync("g", "thing");
        await AgeAsync("g", IdempotentRequests.Abandoned, forget: true);

        (await PostAsync("g", "other thing")).MustBe(422, "validation_failed");
        Assert.Equal(201, (await PostAsync("g", "thing")).Status);

        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Key_is_free_again_after_a_day()
    {
        await PostAsync("h", "thing");
        await AgeAsync("h", IdempotentRequests.Kept, forget: false);

        Assert.Equal((201, 2), ((await PostAsync("h", "other thing")).Status, _calls));
    }

    [Fact]
    public async Task Retention_forgets_what_is_a_day_old_and_nothing_else()
    {
        await PostAsync("i", "thing");
        await PostAsync("j", "thing");
        await AgeAsync("i", IdempotentRequests.Kept, forget: false);

        var options = Microsoft.Extensions.Options.Options.Create(new RetentionOptions());
        await new RetentionJob(_node.Get<Npgsql.NpgsqlDataSource>(), options, _node.Get<TimeProvider>()).RunAsync(Cancelled);

        await using var context = await _node.ContextAsync();
        Assert.Equal(["j"], await context.IdempotentRequests.Where(row => row.Key == "i" || row.Key == "j").Select(row => row.Key).ToListAsync(Cancelled));
    }

    [Fact]
    public async Task Answers_are_not_readable_in_the_database()
    {
        await PostAsync("k", "thing");

        await using var context = await _node.ContextAsync();
        var kept = (await context.IdempotentRequests.SingleAsync(row => row.Key == "k", Cancelled)).Answer!;
        Assert.DoesNotContain("created", System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Key_that_is_not_valid_is_refused(string key) => (await PostAsync(key, "thing")).MustBeInvalid("Idempotency-Key");

    [Fact]
    public async Task Key_that_is_too_long_is_refused_and_so_is_a_body_that_is_too_large()
    {
        (await PostAsync(new string('k', 256), "thing")).MustBeInvalid("Idempotency-Key");
        (await PostAsync("l", new string('x', 300_000))).MustBe(413, "validation_failed");
        Assert.Equal(0, _calls);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        _gate.Dispose();
        await _node.DisposeAsync();
    }

    private Task<RawAnswer> PostAsync(string? key, string body, string query = "") =>
        _api.SendAsync(HttpMethod.Post, "things" + query, body, "text/plain", key is null ? [] : [("Idempotency-Key", key)]);

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var what = await reader.ReadToEndAsync(http.RequestAborted);
        var number = Interlocked.Increment(ref _calls);
        if (what == "slow")
        {
            await _gate.WaitAsync(http.RequestAborted);
        }

        return what switch
        {
            "failure" => throw new InvalidDataException("as asked"),
            "unavailable" => Results.StatusCode(503),
            "later" => Results.StatusCode(429),
            "refusal" => Results.BadRequest(new { number }),
            _ => Results.Created($"/things/{number}", new { created = number }),
        };
    }

    private async Task AgeAsync(string key, TimeSpan by, bool forget)
    {
        await using var context = await _node.ContextAsync();
        var row = await context.IdempotentRequests.SingleAsync(row => row.Key == key, Cancelled);
        row.StartedAt -= by;
        row.Answer = forget ? null : row.Answer;
        await context.SaveChangesAsync(Cancelled);
    }
}
