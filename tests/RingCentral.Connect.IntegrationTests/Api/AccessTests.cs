using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>Who may call what.</summary>
public sealed class AccessTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IDisposable
{
    private const string Id = "0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b";
    private readonly RawApi _api = new(fixture.Node.Url);

    public static TheoryData<string, string, string> Calls { get; } = new()
    {
        { "GET", $"connections/{Id}/token", "tokens:read" },
        { "GET", "connections/by-external-id/a/token", "tokens:read" },
        { "GET", $"connections/{Id}", "connections:read" },
        { "GET", "connections/by-external-id/a", "connections:read" },
        { "PATCH", $"connections/{Id}", "connections:write" },
        { "POST", $"connections/{Id}/disconnect", "connections:write" },
        { "POST", "connections/import", "connections:write" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_without_a_key_is_refused(string method, string path, string scope)
    {
        Assert.NotEmpty(scope);

        var answer = (await _api.SendAsync(new HttpMethod(method), path)).MustBe(401, "invalid_api_key");

        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_with_every_scope_but_its_own_is_refused(string method, string path, string scope)
    {
        _api.Authorization = "Bearer " + await fixture.Node.CreateKeyAsync([.. ApiScopes.All.Where(other => other != scope)]);

        (await _api.SendAsync(new HttpMethod(method), path)).MustBe(403, "insufficient_scope");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_with_its_own_scope_alone_gets_through(string method, string path, string scope)
    {
        _api.Authorization = "bearer " + await fixture.Node.CreateKeyAsync(scope);

        var answer = await _api.SendAsync(new HttpMethod(method), path, method == "PATCH" ? "{}" : null);

        Assert.Contains(answer.Status, new[] { 404, 415 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer rcc_")]
    [InlineData("Bearer rcc_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("Bearer rcc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic cmNjXzpy")]
    public async Task Key_that_is_none_is_refused(string header)
    {
        _api.Authorization = header;

        (await _api.GetAsync($"connections/{Id}")).MustBe(401, "invalid_api_key");
    }

    [Fact]
    public async Task Key_that_was_revoked_is_refused()
    {
        var keys = fixture.Node.Get<ApiKeys>();
        var (key, secret) = await keys.CreateAsync(new NewApiKey("gone", ApiScopes.All), TestContext.Current.CancellationToken);
        _api.Authorization = "Bearer " + secret.Reveal();
        (await _api.GetAsync($"connections/{Id}")).MustBe(404, "connection_not_found");

        await keys.RevokeAsync(key.Id, TestContext.Current.CancellationToken);

        (await _api.GetAsync($"connections/{Id}")).MustBe(401, "invalid_api_key");
    }

    [Fact]
    public async Task Key_that_has_expired_is_refused()
    {
        var (_, secret) = await fixture.Node.Get<ApiKeys>().CreateAsync(new NewApiKey("old", ApiScopes.All) { ExpiresAt = fixture.Node.Now.AddSeconds(-1) }, TestContext.Current.CancellationToken);
        _api.Authorization = "Bearer " + secret.Reveal();

        (await _api.GetAsync($"connections/{Id}")).MustBe(401, "invalid_api_key");
    }

    [Fact]
    public async Task Key_in_the_query_is_not_looked_at()
    {
        var key = await fixture.Node.CreateKeyAsync();

        (await _api.GetAsync($"connections/{Id}?access_token={key}")).MustBe(401, "invalid_api_key");
    }

    [Fact]
    public async Task Database_knows_a_key_only_by_its_hash()
    {
        var key = await fixture.Node.CreateKeyAsync();

        await using var context = await fixture.Node.ContextAsync();
        var rows = await context.ApiKeys.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains(rows, row => row.Hash.SequenceEqual(ApiKeySecret.TryParse(key)!.Hash()));
    }

    [Theory]
    [InlineData("GET", "nothing")]
    [InlineData("DELETE", "connections")]
    [InlineData("GET", "")]
    public async Task Address_without_a_call_is_told_as_a_problem(string method, string path) =>
        (await _api.SendAsync(new HttpMethod(method), path)).MustBe(404, "not_found");

    public void Dispose() => _api.Dispose();
}
