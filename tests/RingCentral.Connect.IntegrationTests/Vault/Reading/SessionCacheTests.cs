using System.Diagnostics;
using System.Net;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Reading;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Reading;

/// <summary>What one node keeps at hand stays true whatever another does.</summary>
public sealed class SessionCacheTests(TwoNodesFixture fixture) : IClassFixture<TwoNodesFixture>, IAsyncLifetime
{
    /// <summary>Within a second of a change no node goes by what was before; the rest is for a busy machine.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1) + TimeSpan.FromSeconds(4);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.HeardAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Token_at_hand_is_read_without_the_database()
    {
        var id = await WarmAsync();
        await SqlAsync("ALTER TABLE sessions RENAME TO sessions_elsewhere; ALTER TABLE api_keys RENAME TO api_keys_elsewhere; ALTER TABLE connections RENAME TO connections_elsewhere");
        try
        {
            (await fixture.ApiThere.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        }
        finally
        {
            await SqlAsync("ALTER TABLE sessions_elsewhere RENAME TO sessions; ALTER TABLE api_keys_elsewhere RENAME TO api_keys; ALTER TABLE connections_elsewhere RENAME TO connections");
        }
    }

    [Fact]
    public async Task Forced_rotation_on_one_node_ends_what_the_other_has_at_hand()
    {
        var id = await WarmAsync();

        var forced = (await fixture.ApiHere.GetTokenAsync(id, "?force=true")).MustBe(HttpStatusCode.OK);

        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(async () => (await fixture.ApiThere.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"] == forced["access_token"]);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        Assert.Equal(200, await fixture.Here.Simulator.CallExtensionAsync((await fixture.ApiThere.GetTokenAsync(id))["access_token"]));
    }

    [Fact]
    public async Task Forcing_node_itself_answers_the_new_token_at_once()
    {
        var id = await WarmAsync();

        var forced = (await fixture.ApiThere.GetTokenAsync(id, "?force=true")).MustBe(HttpStatusCode.OK);

        Assert.Equal(forced["access_token"], (await fixture.ApiThere.GetTokenAsync(id))["access_token"]);
    }

    [Theory]
    [InlineData("disconnect", HttpStatusCode.Gone, "connection_disconnected")]
    [InlineData("delete", HttpStatusCode.NotFound, "connection_not_found")]
    [InlineData("pause", HttpStatusCode.Conflict, "connection_paused")]
    public async Task Change_on_one_node_is_told_by_the_other_within_a_second(string change, HttpStatusCode status, string code)
    {
        var id = await WarmAsync();

        await (change switch
        {
            "disconnect" => fixture.ApiHere.DisconnectAsync(id),
            "delete" => fixture.ApiHere.SendAsync(HttpMethod.Delete, $"connections/{id}"),
            _ => fixture.ApiHere.PatchConnectionAsync(id, new { paused = true }),
        });

        await IsToldAsync(id, status, code);
        (await fixture.ApiHere.GetTokenAsync(id)).MustBeProblem(status, code);
    }

    [Fact]
    public async Task Change_by_hand_in_the_database_is_told_too()
    {
        var id = await WarmAsync();

        await SqlAsync($"UPDATE connections SET state = 'blocked' WHERE id = '{id}'");

        await IsToldAsync(id, HttpStatusCode.Conflict, "connection_blocked");
    }

    [Fact]
    public async Task Renamed_connection_is_found_by_its_new_name_alone()
    {
        var id = await WarmAsync();
        var old = (await fixture.ApiThere.GetTokenAsync(id))["external_id"];
        (await fixture.ApiThere.GetTokenByExternalIdAsync(old)).MustBe(HttpStatusCode.OK);

        (await fixture.ApiHere.PatchConnectionAsync(id, new { external_id = "renamed" })).MustBe(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await fixture.ApiThere.GetTokenByExternalIdAsync(old)).Status == HttpStatusCode.NotFound);
        (await fixture.ApiThere.GetTokenByExternalIdAsync("renamed")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Listener_that_is_cut_off_makes_reads_slower_and_never_wrong()
    {
        var id = await WarmAsync();

        await SqlAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE '%notices' AND datname = current_database()");
        (await fixture.ApiHere.PatchConnectionAsync(id, new { paused = true })).MustBe(HttpStatusCode.OK);

        await IsToldAsync(id, HttpStatusCode.Conflict, "connection_paused");
        (await fixture.ApiHere.PatchConnectionAsync(id, new { paused = false })).MustBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await fixture.ApiThere.GetTokenAsync(id)).Status == HttpStatusCode.OK);
        await fixture.HeardAsync();
        Assert.NotNull(await AtHandAsync(id));
    }

    [Fact]
    public async Task Entry_never_outlives_its_hold()
    {
        var id = await fixture.ImportAsync();
        var hold = fixture.There.Now.AddSeconds(3);
        await fixture.There.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (hold, hold.AddSeconds(1)));
        Assert.NotNull(await AtHandAsync(id));

        // Somebody else rotates it, as somebody may once the hold has ended: nobody is told of that.
        await Eventually.TrueAsync(() => Task.FromResult(fixture.Here.Node.Now > hold));
        var next = (await fixture.ApiHere.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);

        Assert.Equal("2", next["generation"]);
        Assert.Equal(next["access_token"], (await fixture.ApiThere.GetTokenAsync(id))["access_token"]);
    }

    [Fact]
    public async Task Longer_hold_is_what_is_at_hand_from_then_on()
    {
        var id = await WarmAsync();
        var before = await AtHandAsync(id);

        var longer = (await fixture.ApiThere.GetTokenAsync(id, "?min_ttl=3400")).MustBe(HttpStatusCode.OK);

        var after = await AtHandAsync(id);
        Assert.True(after!.Session.HoldUntil > before!.Session.HoldUntil);
        Assert.Equal(longer["expires_at"], (await fixture.ApiThere.GetTokenAsync(id))["expires_at"]);
    }

    /// <summary>A connection whose session the other node has at hand.</summary>
    private async Task<string> WarmAsync()
    {
        var id = await fixture.ImportAsync();
        Assert.NotNull(await AtHandAsync(id));
        return id;
    }

    private async Task<KeptSession?> AtHandAsync(string id)
    {
        var cache = fixture.There.Get<SessionCache>();
        await Eventually.TrueAsync(async () =>
        {
            (await fixture.ApiThere.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
            return cache.Find(ConnectionKey.Of(Guid.Parse(id)), fixture.There.Now) is not null;
        });
        return cache.Find(ConnectionKey.Of(Guid.Parse(id)), fixture.There.Now);
    }

    private async Task IsToldAsync(string id, HttpStatusCode status, string code)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(async () => (await fixture.ApiThere.GetTokenAsync(id)).Status == status);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Promised);
        (await fixture.ApiThere.GetTokenAsync(id)).MustBeProblem(status, code);
    }

    private Task<object?> SqlAsync(string sql) => fixture.Here.Database.ReadAsync<object>(sql, Cancelled);
}
