using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Listing;

/// <summary>
/// Lists connections in the order of the id, which is that of their making. No page costs more than a bounded piece of work, however large the fleet and whatever is asked: what few rows
/// match is found whole by the indexes that know no order, and everything else is found on a walk along the ids, which after a stretch breaks off and leaves the
/// rest to the next page. Which of the two it is, is decided here and not left to the planner: for "in order, the first fifty" it bets on matches being spread evenly,
/// and where they are not, it reads the whole table.
/// </summary>
internal sealed class ConnectionLists(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>How many rows a page may look at on a walk.</summary>
    public const int Stretch = 20_000;

    /// <summary>How long it may take to find what should be few: the planner may be wrong, and then it is a walk after all.</summary>
    private const string Patience = "SET LOCAL statement_timeout = '300ms'";

    /// <summary>Up to here it is cheaper to find all matches and sort them than to walk.</summary>
    private const int Few = 5_000;

    /// <summary>
    /// Statements that are used often are prepared, and PostgreSQL soon plans those once for all values: for a filter that may fit one row or all of them, that is a plan by
    /// guess. Nor is any of these worth compiling, or the start of a second process.
    /// </summary>
    private const string PlanByValues =
        "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0";

    private const string Select = "SELECT c.* FROM connections c";

    /// <summary>Says of both sides where the page begins: a merge of the two would otherwise read all sessions before it.</summary>
    private static string WithSessions(Page page) => $"LEFT JOIN sessions s ON s.connection_id = c.id AND s.connection_id {page.After} @after";

    private const string Queues = "due_class IN (0, 1, 2, 3) AND due_at <= @due_by";

    /// <summary>
    /// All sessions that can be in trouble, without a look at the healthy ones, in order; each is looked up and judged until the page is full. A lateral subquery behind its
    /// fence (OFFSET 0) cannot be turned into a walk over everything.
    /// </summary>
    private static string FromTroubled(Page page) =>
        $"""
        SELECT c.* FROM (
          SELECT connection_id FROM (
            (SELECT connection_id FROM sessions WHERE {Queues} LIMIT {Few}) UNION (SELECT connection_id FROM sessions WHERE {SessionMapping.Troubled} LIMIT {Few})) both_kinds
           WHERE connection_id {page.After} @after ORDER BY connection_id {page.Way}) k
          CROSS JOIN LATERAL (SELECT * FROM sessions WHERE connection_id = k.connection_id OFFSET 0) s
          CROSS JOIN LATERAL (SELECT * FROM connections WHERE id = s.connection_id OFFSET 0) c
        """;

    private static readonly string CountTroubled =
        $"""
        SELECT (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE {Queues} LIMIT {Few}) queues),
               (SELECT count(*)::int FROM (SELECT 1 FROM sessions WHERE {SessionMapping.Troubled} LIMIT {Few}) troubled)
        """;

    /// <summary>A page of the connections that match.</summary>
    /// <param name="filter">What they match.</param>
    /// <param name="place">Where in the list, and which way it runs.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<ConnectionPage> ReadAsync(ConnectionFilter filter, ListPlace place, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var conditions = new ListConditions(filter, now);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var page = new Page(context, conditions, place, limit, now);
        return await FindAsync(page, cancellationToken) ?? await WalkAsync(page, cancellationToken);
    }

    /// <summary>The page where it can be had without a walk.</summary>
    private static async Task<ConnectionPage?> FindAsync(Page page, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(page, cancellationToken);
        if (page.Conditions.IsOrdered)
        {
            return await ReadAsync(page, $"{Select} WHERE {page.Conditions.Leading} AND {page.Follows} ORDER BY {page.Order} LIMIT @most", null, cancellationToken);
        }

        if (await AreTroubledFewAsync(page, cancellationToken))
        {
            return await ReadAsync(page, $"{FromTroubled(page)} WHERE {page.Matches} ORDER BY k.connection_id {page.Way} LIMIT @most", null, cancellationToken);
        }

        return await AreMatchesFewAsync(page, cancellationToken) ? await FindFewAsync(page, cancellationToken) : null;
    }

    private static async Task<ConnectionPage?> FindFewAsync(Page page, CancellationToken cancellationToken)
    {
        try
        {
            await page.Context.Database.ExecuteSqlRawAsync(Patience, cancellationToken);

            // What is inside the fence is planned for all of its rows, not for the first in order.
            return await ReadAsync(page, $"SELECT * FROM ({Select} {WithSessions(page)} WHERE {page.Matches} OFFSET 0) c ORDER BY id {page.Way} LIMIT @most", null, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<ConnectionPage> WalkAsync(Page page, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(page, cancellationToken);
        var end = await EndOfStretchAsync(page, cancellationToken);
        var sql = $"{Select} {WithSessions(page)} WHERE {page.Matches} AND (@end IS NULL OR c.id {page.Sign}= @end) ORDER BY {page.Order} LIMIT @most";
        return await ReadAsync(page, sql, end, cancellationToken);
    }

    private static async Task<IDbContextTransaction> BeginAsync(Page page, CancellationToken cancellationToken)
    {
        var transaction = await page.Context.Database.BeginTransactionAsync(cancellationToken);
        await page.Context.Database.ExecuteSqlRawAsync(PlanByValues, cancellationToken);
        return transaction;
    }

    private static async Task<ConnectionPage> ReadAsync(Page page, string sql, Guid? end, CancellationToken cancellationToken)
    {
        var rows = await page.Context.Connections.FromSqlRaw(sql, page.Parameters(end)).AsNoTracking()
            .LeftJoin(page.Context.Sessions, connection => connection.Id, session => session.ConnectionId, (connection, session) => new { connection, session })
            .ToListAsync(cancellationToken);
        rows.Sort((one, other) => page.Place.Compare(one.connection.Id, other.connection.Id));
        var next = rows.Count > page.Limit ? rows[page.Limit - 1].connection.Id : end;
        return new ConnectionPage([.. rows.Take(page.Limit).Select(row => new ConnectionSnapshot(row.connection, row.session, page.Now))], next);
    }

    private static async Task<bool> AreTroubledFewAsync(Page page, CancellationToken cancellationToken)
    {
        if (page.Conditions.DueBy is not { } dueBy)
        {
            return false;
        }

        await using var command = new NpgsqlCommand(CountTroubled, page.Database);
        command.Parameters.AddWithValue("due_by", dueBy);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetInt32(0) < Few && row.GetInt32(1) < Few;
    }

    /// <summary>
    /// Whether the planner expects few matches, and to find them with an index for the price of a page each: text without a letter makes it read a whole
    /// index, which is cheaper than the table and dearer than a walk.
    /// </summary>
    private static async Task<bool> AreMatchesFewAsync(Page page, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(page.Database);
        var explain = new NpgsqlBatchCommand($"EXPLAIN (FORMAT JSON) {Select} WHERE {page.Conditions.OnConnection}");
        explain.Parameters.AddRange(page.Conditions.Parameters());
        batch.BatchCommands.Add(explain);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT current_setting('random_page_cost')::float8"));
        await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        var text = answer.GetString(0);
        var plan = JsonElement.Parse(text)[0].GetProperty("Plan");
        await answer.NextResultAsync(cancellationToken);
        await answer.ReadAsync(cancellationToken);
        return !text.Contains("Seq Scan", StringComparison.Ordinal)
            && plan.GetProperty("Plan Rows").GetDouble() <= Few
            && plan.GetProperty("Total Cost").GetDouble() <= Few * answer.GetDouble(0);
    }

    /// <summary>The last id that the walk looks at; null where it comes to the end.</summary>
    private static async Task<Guid?> EndOfStretchAsync(Page page, CancellationToken cancellationToken)
    {
        var sql = $"SELECT c.id FROM connections c WHERE {page.Conditions.Leading} AND {page.Follows} ORDER BY {page.Order} OFFSET {Stretch - 1} LIMIT 1";
        await using var command = new NpgsqlCommand(sql, page.Database);
        command.Parameters.AddRange(page.Parameters(null));
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private sealed record Page(ConnectDbContext Context, ListConditions Conditions, ListPlace Place, int Limit, DateTimeOffset Now)
    {
        public string Matches => $"{Conditions.OnConnection} AND {Conditions.OnSession} AND {Follows}";

        public string Sign => Place.IsNewestFirst ? ">" : "<";

        public string After => Place.IsNewestFirst ? "<" : ">";

        public string Way => Place.IsNewestFirst ? "DESC" : "ASC";

        public string Order => $"c.id {Way}";

        public string Follows => $"c.id {After} @after";

        public NpgsqlConnection Database => (NpgsqlConnection)Context.Database.GetDbConnection();

        public NpgsqlParameter[] Parameters(Guid? end) =>
        [
            .. Conditions.Parameters(),
            new("after", NpgsqlDbType.Uuid) { Value = Place.After },
            new("most", NpgsqlDbType.Integer) { Value = Limit + 1 },
            new("end", NpgsqlDbType.Uuid) { Value = (object?)end ?? DBNull.Value },
            new("due_by", NpgsqlDbType.TimestampTz) { Value = (object?)Conditions.DueBy ?? DBNull.Value },
        ];
    }
}
