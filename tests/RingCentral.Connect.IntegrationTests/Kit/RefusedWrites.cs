using RingCentral.Connect.TestKit.Postgres;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A table that takes nothing for a while, for a reason that may be over the next moment: what EF Core and Npgsql call transient, as the end of a connection is.</summary>
internal sealed class RefusedWrites : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _table;

    private RefusedWrites(TestDatabase database, string table) => (_database, _table) = (database, table);

    public static async Task<RefusedWrites> BeginAsync(TestDatabase database, string table)
    {
        await database.ExecuteAsync(
            $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END $$;
            CREATE TRIGGER refuses BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse()
            """);
        return new RefusedWrites(database, table);
    }

    public async ValueTask DisposeAsync() => await _database.ExecuteAsync($"DROP TRIGGER refuses ON {_table}; DROP FUNCTION refuse()");
}
