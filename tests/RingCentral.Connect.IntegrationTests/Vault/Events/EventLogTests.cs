using Npgsql;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Events;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Events;

public sealed class EventLogTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private const string Insert =
        """
        INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor) VALUES (@connection_id, @sequence, 'connection.changed', now(), 'test') RETURNING id
        """;

    private EventLog Log => fixture.Node.Get<EventLog>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Event_with_a_lower_id_that_commits_later_is_not_passed_over()
    {
        var start = await EndAsync();
        await using var slow = await OpenAsync();
        await using var pending = await slow.BeginTransactionAsync(Cancelled);
        var lower = await InsertAsync(slow, Guid.CreateVersion7(fixture.Node.Now), 1);
        await using var quick = await OpenAsync();
        var higher = await InsertAsync(quick, Guid.CreateVersion7(fixture.Node.Now), 1);

        var first = await Log.ReadAsync(start, 10, Cancelled);
        await pending.CommitAsync(Cancelled);
        var second = await Log.ReadAsync(first[^1].Event.Position!.Value, 10, Cancelled);

        Assert.True(lower < higher);
        Assert.Equal([higher], first.Select(logged => logged.Event.Id));
        Assert.Equal([lower], second.Select(logged => logged.Event.Id));
    }

    [Fact]
    public async Task Readers_see_every_event_once_whoever_writes_meanwhile()
    {
        const int writers = 8;
        const int each = 60;
        var start = await EndAsync();
        var random = new Random(5);
        var seeds = Enumerable.Range(0, writers).Select(_ => random.Next()).ToList();
        var writing = Task.WhenAll(seeds.Select(seed => Task.Run(() => WriteAsync(new Random(seed), each), Cancelled)));
        var reading = Enumerable.Range(0, 3).Select(_ => ReadAllAsync(start, writing)).ToList();

        var written = (await writing).SelectMany(ids => ids).Order().ToList();

        foreach (var seen in await Task.WhenAll(reading))
        {
            Assert.Equal(written, seen.Select(logged => logged.Event.Id).Order());
            Assert.All(
                seen.GroupBy(logged => logged.Event.ConnectionId),
                ofOne => Assert.Equal(ofOne.Select(logged => logged.Event.Sequence).Order(), ofOne.Select(logged => logged.Event.Sequence)));
        }
    }

    /// <summary>Transactions of different length, some of which fail, so that ids commit out of order and leave gaps.</summary>
    private async Task<List<long>> WriteAsync(Random random, int count)
    {
        var committed = new List<long>();
        var id = Guid.CreateVersion7(fixture.Node.Now);
        await using var connection = await OpenAsync();
        for (var sequence = 1; sequence <= count; sequence++)
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancelled);
            var written = await InsertAsync(connection, id, sequence);
            await using (var pause = new NpgsqlCommand("SELECT pg_sleep(@seconds)", connection))
            {
                pause.Parameters.AddWithValue("seconds", random.Next(8) / 1000.0);
                await pause.ExecuteNonQueryAsync(Cancelled);
            }

            if (random.Next(6) == 0)
            {
                await transaction.RollbackAsync(Cancelled);
                continue;
            }

            await transaction.CommitAsync(Cancelled);
            committed.Add(written);
        }

        return committed;
    }

    private async Task<List<LoggedEvent>> ReadAllAsync(long after, Task writing)
    {
        var seen = new List<LoggedEvent>();
        while (true)
        {
            var isLast = writing.IsCompleted;
            var page = await Log.ReadAsync(seen.Count > 0 ? seen[^1].Event.Position!.Value : after, 7, Cancelled);
            seen.AddRange(page);
            if (isLast && page.Count == 0)
            {
                return seen;
            }
        }
    }

    private async Task<long> EndAsync()
    {
        var (end, page) = (0L, await Log.ReadAsync(0, 200, Cancelled));
        while (page.Count > 0)
        {
            end = page[^1].Event.Position!.Value;
            page = await Log.ReadAsync(end, 200, Cancelled);
        }

        return end;
    }

    private async Task<NpgsqlConnection> OpenAsync() => await fixture.Node.Get<NpgsqlDataSource>().OpenConnectionAsync(Cancelled);

    private static async Task<long> InsertAsync(NpgsqlConnection connection, Guid id, long sequence)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.AddWithValue("connection_id", id);
        command.Parameters.AddWithValue("sequence", sequence);
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
