using Npgsql;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Failover;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Failover;

/// <summary>A row that is put back to what it was before a commit is what a fail-over leaves.</summary>
public sealed class LostPairsTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Row_that_went_back_is_again_exactly_what_was_committed()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        var committed = await Node.SessionAsync(before.ConnectionId);
        await Node.PutBackAsync(before);

        Assert.Equal(1, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        var row = await Node.SessionAsync(before.ConnectionId);
        Assert.Equal(Clocks(committed), Clocks(row));
        Assert.Equal((2L, 0, null, null), (row.Generation, row.Failures, row.RotationId, row.FirstAskedAt));
        Assert.Equal(Rows.PairOf(before.ConnectionId, 2), await Node.StoredPairAsync(before.ConnectionId));
        Assert.Equal([(EventTypes.PairRestored, Actors.System)], (await Node.EventsAsync(before.ConnectionId)).Select(told => (told.Type, told.Actor)));
        Assert.Equal(0, (await Node.ConnectionAsync(before.ConnectionId)).Revision);
    }

    [Fact]
    public async Task Nothing_is_written_where_nothing_was_lost_nor_twice()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        Assert.Equal(0, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));
        await Node.PutBackAsync(before);

        Assert.Equal(1, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));
        Assert.Equal(0, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        Assert.Single(await Node.EventsAsync(before.ConnectionId));
    }

    [Theory]
    [InlineData(ConnectionState.NeedsReauthorization)]
    [InlineData(ConnectionState.Blocked)]
    public async Task Connection_that_was_flagged_for_its_old_pair_is_active_again_and_says_so(ConnectionState state)
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before, session => (session.DueAt, session.Failures, session.LastFailure) = (null, 1, "OAU-213"));
        await Node.ChangeConnectionAsync(before.ConnectionId, connection => (connection.State, connection.Reason) = (state, StateReason.SessionEnded));

        Assert.Equal(1, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        var connection = await Node.ConnectionAsync(before.ConnectionId);
        Assert.Equal((ConnectionState.Active, null), (connection.State, connection.Reason));
        Assert.NotNull((await Node.SessionAsync(before.ConnectionId)).DueAt);
        Assert.Equal([EventTypes.Recovered], (await Node.EventsAsync(before.ConnectionId)).Select(told => told.Type));
    }

    [Fact]
    public async Task Session_that_was_replaced_or_given_up_is_left_alone()
    {
        var replaced = await Node.SessionAsync(await Node.AddAsync());
        var disconnected = await Node.SessionAsync(await Node.AddAsync());
        var further = await Node.SessionAsync(await Node.AddAsync());
        foreach (var id in new[] { replaced.ConnectionId, disconnected.ConnectionId, further.ConnectionId })
        {
            await Node.CommitNextAsync(id);
        }

        await Node.PutBackAsync(replaced, session => session.Key = Guid.CreateVersion7(Node.Now));
        await Node.PutBackAsync(disconnected);
        await Node.Get<ConnectionChanges>().DisconnectAsync(disconnected.ConnectionId, Actors.User, Cancelled);
        await Node.PutBackAsync(further, session => session.Generation = 3);

        Assert.Equal(0, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        Assert.Equal(1, (await Node.SessionAsync(replaced.ConnectionId)).Generation);
        Assert.Null((await Node.SessionAsync(disconnected.ConnectionId)).Ciphertext);
        Assert.Equal(3, (await Node.SessionAsync(further.ConnectionId)).Generation);
    }

    [Fact]
    public async Task Of_two_nodes_that_write_back_at_once_the_higher_generation_stays()
    {
        await using var other = await fixture.NodeAsync();
        var rows = new List<Session>();
        for (var row = 0; row < 20; row++)
        {
            rows.Add(await Node.SessionAsync(await Node.AddAsync()));
            await Node.CommitNextAsync(rows[^1].ConnectionId);
            await other.CommitNextAsync(rows[^1].ConnectionId);
        }

        foreach (var row in rows)
        {
            await Node.PutBackAsync(row);
        }

        await Task.WhenAll(Node.Get<LostPairs>().WriteAllBackAsync(Cancelled), other.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        foreach (var row in rows)
        {
            Assert.Equal(3, (await Node.SessionAsync(row.ConnectionId)).Generation);
            Assert.Equal(Rows.PairOf(row.ConnectionId, 3), await Node.StoredPairAsync(row.ConnectionId));
        }
    }

    [Fact]
    public async Task Other_nodes_are_told_so_that_no_cache_keeps_the_old_token()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        await Node.PutBackAsync(before, session => session.HoldUntil = Node.Now.AddMinutes(20));
        await using var ear = new NpgsqlConnection(fixture.Database.ConnectionString + ";Pooling=false");
        await ear.OpenAsync(Cancelled);
        var heard = new List<string>();
        ear.Notification += (_, notice) => heard.Add(notice.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN ringcentral_connect", ear))
        {
            await listen.ExecuteNonQueryAsync(Cancelled);
        }

        await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled);
        await ear.WaitAsync(Cancelled);

        Assert.Contains($"connection:{before.ConnectionId}", heard);
    }

    [Fact]
    public async Task Same_pair_that_another_node_got_again_is_promised_as_long_as_it_was()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        var promised = (await Node.SessionAsync(before.ConnectionId)).HoldUntil;
        await Node.ChangeAsync(before.ConnectionId, session => (session.HoldUntil, session.DueAt) = (promised.AddMinutes(-2), promised.AddMinutes(-1)));

        await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled);

        var row = await Node.SessionAsync(before.ConnectionId);
        Assert.Equal((promised, promised.AddSeconds(1)), (row.HoldUntil, row.DueAt));
    }

    [Fact]
    public async Task Hold_that_was_broken_stays_broken()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        var broken = Node.Now.AddSeconds(-1);
        await Node.ChangeAsync(before.ConnectionId, session => session.HoldUntil = broken);

        await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled);

        Assert.Equal(broken, (await Node.SessionAsync(before.ConnectionId)).HoldUntil);
    }

    [Fact]
    public async Task Pair_that_does_not_open_is_forgotten_and_not_written()
    {
        var before = await Node.SessionAsync(await Node.AddAsync());
        await Node.CommitNextAsync(before.ConnectionId);
        var pair = Node.Get<CommittedPairs>().NewerThan(before.ConnectionId, before.Key, 1)!;
        Node.Get<CommittedPairs>().Remember(pair with { Spent = 2, Pair = new SealedPair(new byte[100], Guid.CreateVersion7(Node.Now)) });

        Assert.Equal(0, await Node.Get<LostPairs>().WriteAllBackAsync(Cancelled));

        Assert.Null(Node.Get<CommittedPairs>().NewerThan(before.ConnectionId, before.Key, 1));
        Assert.Equal(2, (await Node.SessionAsync(before.ConnectionId)).Generation);
    }

    private static object?[] Clocks(Session row) =>
    [
        row.IssuedAt, row.AccessExpiresAt, row.RefreshExpiresAt, row.SessionExpiresAt, row.IdleTimeoutSeconds, row.HoldUntil, row.DueAt, row.DueClass,
        row.LastProvenAliveAt, row.RingCentralSessionId, row.EndpointId,
    ];
}
