using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Api;

/// <summary>Keys on two nodes.</summary>
public sealed class KeyTests(TwoNodesFixture fixture) : IClassFixture<TwoNodesFixture>, IAsyncLifetime
{
    private const string Call = "connections/0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b";

    private readonly RawApi _there = new(fixture.There.Url);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.HeardAsync();

    [Theory]
    [InlineData(Call)]
    [InlineData(Call + "/token")]
    public async Task Key_that_one_node_revokes_is_refused_by_the_other_within_a_second(string call)
    {
        var keys = fixture.Here.Node.Get<ApiKeys>();
        var (key, secret) = await keys.CreateAsync(new NewApiKey("gone", ApiScopes.All), Cancelled);
        _there.Authorization = "Bearer " + secret.Reveal();

        // A key that was just made is looked up there, unless somebody has just tried many that do not exist: then it is heard of a moment later.
        await Eventually.TrueAsync(async () => (await _there.GetAsync(call)).Status == 404);

        await keys.RevokeAsync(key.Id, Cancelled);

        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(async () => (await _there.GetAsync(call)).Status == 401);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Two_keys_of_one_name_live_side_by_side_during_a_change()
    {
        var keys = fixture.Here.Node.Get<ApiKeys>();
        var (old, oldSecret) = await keys.CreateAsync(new NewApiKey("app", ApiScopes.All), Cancelled);
        var (_, nextSecret) = await keys.CreateAsync(new NewApiKey("app", ApiScopes.All), Cancelled);

        Assert.Equal(404, await StatusAsync(oldSecret));
        Assert.Equal(404, await StatusAsync(nextSecret));
        await keys.RevokeAsync(old.Id, Cancelled);
        await Eventually.TrueAsync(async () => await StatusAsync(oldSecret) == 401);
        Assert.Equal(404, await StatusAsync(nextSecret));
    }

    [Fact]
    public async Task Mistyped_key_never_reaches_the_database()
    {
        var key = await fixture.Here.Node.CreateKeyAsync();
        _there.Authorization = $"Bearer {key[..20]}{(key[20] == 'a' ? 'b' : 'a')}{key[21..]}";
        await fixture.Here.Database.ReadAsync<object>("ALTER TABLE api_keys RENAME TO elsewhere", Cancelled);
        try
        {
            (await _there.GetAsync(Call)).MustBe(401, "invalid_api_key");
            (await _there.GetAsync(Call + "/token")).MustBe(401, "invalid_api_key");
        }
        finally
        {
            await fixture.Here.Database.ReadAsync<object>("ALTER TABLE elsewhere RENAME TO api_keys", Cancelled);
        }
    }

    [Fact]
    public async Task Made_up_keys_do_not_get_to_ask_the_database_for_each()
    {
        _there.Authorization = "Bearer " + await fixture.Here.Node.CreateKeyAsync();
        await Eventually.TrueAsync(async () => (await _there.GetAsync(Call)).Status == 404);
        await fixture.Here.Database.ReadAsync<object>("ALTER TABLE api_keys RENAME TO elsewhere", Cancelled);
        try
        {
            // Every look-up meets a database without keys. A key that is not looked up gets its answer all the same.
            var unknown = fixture.There.Get<UnknownKeys>();
            _there.Authorization = "Bearer " + ApiKeySecret.Create().Reveal();
            await Eventually.TrueAsync(async () =>
            {
                while (unknown.MayLookUp())
                {
                }

                return (await _there.GetAsync(Call + "/token")).Status == 401;
            });
        }
        finally
        {
            await fixture.Here.Database.ReadAsync<object>("ALTER TABLE elsewhere RENAME TO api_keys", Cancelled);
        }
    }

    [Fact]
    public async Task Use_of_a_key_is_written_down_later()
    {
        var keys = fixture.There.Get<ApiKeys>();
        var (key, secret) = await keys.CreateAsync(new NewApiKey("used", ApiScopes.All), Cancelled);
        var before = fixture.There.Now;
        Assert.Equal(404, await StatusAsync(secret));

        await fixture.There.Get<KeyUses>().FlushAsync(Cancelled);

        var used = (await keys.ListAsync(Cancelled)).Single(row => row.Id == key.Id).LastUsedAt;
        Assert.InRange(used!.Value, before, fixture.There.Now);
    }

    [Fact]
    public async Task Key_that_asks_too_much_is_told_when_to_come_back()
    {
        await using var node = await fixture.Here.NodeAsync("--TokenApi:RequestsPerMinutePerKey=3");
        await node.StartAsync();
        using var api = new RawApi(node.Url) { Authorization = "Bearer " + await node.CreateKeyAsync() };
        (await api.GetAsync(Call)).MustBe(404);
        (await api.GetAsync(Call + "/token")).MustBe(404);
        (await api.GetAsync("connections")).MustBe(200);

        var answers = new[] { (await api.GetAsync(Call)).MustBe(429, "rate_limited"), (await api.GetAsync(Call + "/token")).MustBe(429, "rate_limited") };

        Assert.All(answers, answer => Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60));
        api.Authorization = "Bearer " + await node.CreateKeyAsync();
        (await api.GetAsync(Call)).MustBe(404);
    }

    public ValueTask DisposeAsync()
    {
        _there.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> StatusAsync(ApiKeySecret secret)
    {
        _there.Authorization = "Bearer " + secret.Reveal();
        return (await _there.GetAsync(Call)).Status;
    }
}
