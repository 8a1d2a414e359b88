using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Listing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Listing;

public sealed class ConnectionListsTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private const int Fleet = ConnectionLists.Stretch + 8_000;

    private static readonly TimeSpan[] Times =
        [TimeSpan.FromHours(-200), TimeSpan.FromHours(-20), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(10), TimeSpan.FromHours(40), TimeSpan.FromHours(160)];

    private static readonly ConnectionState[] States = [ConnectionState.Active, ConnectionState.Active, ConnectionState.Active, ConnectionState.Blocked, ConnectionState.NeedsReauthorization];

    private ServiceNode Node => fixture.Node;

    private ConnectionLists Lists => Node.Get<ConnectionLists>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_and_end_are_found_as_connections_tell_them()
    {
        var random = new Random(20261124);
        var ids = new List<Guid>();
        for (var i = 0; i < 400; i++)
        {
            ids.Add(await Node.AddAsync((connection, session) => Scatter(random, connection, session)));
        }

        await AnalyzeAsync();
        var now = Node.Now;
        foreach (var health in Enum.GetValues<ConnectionHealth>())
        {
            var found = await AllAsync(new ConnectionFilter { Health = health });
            Assert.Equal(found.Where(snapshot => ids.Contains(snapshot.Connection.Id)).Select(snapshot => snapshot.Connection.Id), await ExpectedAsync(ids, snapshot => snapshot.Health == health));
        }

        foreach (var end in Times.Select(time => now + time + TimeSpan.FromSeconds(30)))
        {
            var found = await AllAsync(new ConnectionFilter { ExpiresBefore = end });
            Assert.Equal(
                found.Where(snapshot => ids.Contains(snapshot.Connection.Id)).Select(snapshot => snapshot.Connection.Id),
                await ExpectedAsync(ids, snapshot => snapshot.Session is { DueAt: not null } session && (session.RefreshExpiresAt < end || session.SessionExpiresAt < end)));
        }
    }

    [Fact]
    public async Task Walk_breaks_off_after_a_stretch_and_the_next_page_goes_on_there()
    {
        await FillAsync();
        await AnalyzeAsync();
        var common = new ConnectionFilter { Metadata = [new("shelf", "top")] };

        var (first, second) = (await Lists.ReadAsync(common, ListPlace.Oldest, 50, Cancelled), (ConnectionPage?)null);
        var pages = 1;
        for (var page = first; page.Connections.Count == 0 && page.Next is { } next; pages++)
        {
            second = page = await Lists.ReadAsync(common, new ListPlace(next, false), 50, Cancelled);
        }

        Assert.Empty(first.Connections);
        Assert.Equal((2, 50), (pages, second!.Connections.Count));
        Assert.Equal(7_900, (await AllAsync(common)).Count);
        Assert.Single((await Lists.ReadAsync(new ConnectionFilter { ExternalId = "fleet-28000", Metadata = [new("shelf", "top")] }, ListPlace.Oldest, 50, Cancelled)).Connections);
        Assert.Single((await Lists.ReadAsync(new ConnectionFilter { Text = "fleet-27999" }, ListPlace.Oldest, 50, Cancelled)).Connections);
        Assert.Equal(11, (await AllAsync(new ConnectionFilter { ExternalIdPrefix = "fleet-2200", Text = "fl" })).Count);
    }

    private static void Scatter(Random random, Connection connection, Session session)
    {
        var now = session.IssuedAt.AddHours(1);
        connection.State = States[random.Next(States.Length)];
        session.IssuedAt = now.AddHours(-random.Next(1, 200));
        session.RefreshExpiresAt = random.Next(10) == 0 ? null : now + Times[random.Next(Times.Length)];
        session.SessionExpiresAt = random.Next(3) == 0 ? now + Times[random.Next(Times.Length)] : null;
        session.DueAt = now + Times[random.Next(Times.Length)];
        session.DueClass = (DueClass)random.Next(4);
        session.Failures = random.Next(4) == 0 ? 2 : 0;
    }

    /// <summary>The last 7,900 in the order of the id stand on the top shelf: matches are many, and all at the end.</summary>
    private async Task FillAsync()
    {
        await using var context = await Node.ContextAsync();
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO connections (id, external_id, kind, state, state_since, paused, keep_alive, server_url, owner_id, scope, metadata, revision, event_sequence, created_at, updated_at)
            SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'fleet-' || n, 'authorization_code', 'active', now(), false, 'default', 'http://127.0.0.1:9', n::text, '',
                   CASE WHEN n > {Fleet - 7_900} THEN jsonb_build_object('shelf', 'top') ELSE jsonb_build_object('shelf', 'low') END, 1, 1, now(), now()
              FROM generate_series(1, {Fleet}) n
            """,
            Cancelled);
    }

    private async Task AnalyzeAsync()
    {
        await using var context = await Node.ContextAsync();
        await context.Database.ExecuteSqlRawAsync("ANALYZE connections; ANALYZE sessions", Cancelled);
    }

    private async Task<List<ConnectionSnapshot>> AllAsync(ConnectionFilter filter)
    {
        var all = new List<ConnectionSnapshot>();
        Guid? next = Guid.Empty;
        while (next is { } after)
        {
            var page = await Lists.ReadAsync(filter, new ListPlace(after, false), 200, Cancelled);
            all.AddRange(page.Connections);
            next = page.Next;
        }

        return all;
    }

    private async Task<List<Guid>> ExpectedAsync(List<Guid> ids, Func<ConnectionSnapshot, bool> matches)
    {
        var expected = new List<Guid>();
        foreach (var id in ids)
        {
            if (matches((await Node.Get<ConnectionReader>().FindAsync(id, Cancelled))!))
            {
                expected.Add(id);
            }
        }

        return [.. expected.OrderBy(id => id.ToString(), StringComparer.Ordinal)];
    }
}
