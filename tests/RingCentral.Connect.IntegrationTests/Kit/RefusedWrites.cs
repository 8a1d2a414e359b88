using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A table that takes nothing for a while, for a reason that may be over the next moment: what EF Core and Npgsql call transient, as the end of a connection is.</summary>
internal sealed class RefusedWrites : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _table;

    private RefusedWrites(TestDatabase database, string table) => (_database, _table) = (database, table);

    /// <param name="database">Where the table is.</param>
    /// <param name="table">The table.</param>
    /// <param name="atCommit">Whether it takes everything first, and the transaction cannot be committed.</param>
    public static async Task<RefusedWrites> BeginAsync(TestDatabase database, string table, bool atCommit = false)
    {
        var (kind, time) = atCommit ? ("CONSTRAINT TRIGGER refuses AFTER", "DEFERRABLE INITIALLY DEFERRED") : ("TRIGGER refuses BEFORE", "");
        await database.ExecuteAsync(
            $"""
            CREATE SEQUENCE refusals;
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('refusals'); RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END $$;
            CREATE {kind} INSERT OR UPDATE ON {table} {time} FOR EACH ROW EXECUTE FUNCTION refuse()
            """);
        return new RefusedWrites(database, table);
    }

    /// <summary>How often the table has refused; counted beside transactions, which take nothing of it back.</summary>
    public Task<long> CountAsync() => _database.ReadAsync<long>("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM refusals", TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _database.ExecuteAsync($"DROP TRIGGER refuses ON {_table}; DROP FUNCTION refuse(); DROP SEQUENCE refusals");
}
