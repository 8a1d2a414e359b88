using Npgsql;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>The statements of the auth budget. Each slot is a row that one request holds, so the limit holds over all nodes without a lock.</summary>
internal sealed class AuthBudgetStore(NpgsqlDataSource dataSource, ClientKey client, TimeProvider time)
{
    /// <summary>Configuration errors in a row, and accounts they came from, that pause asking (DESIGN 5, point 7).</summary>
    private const int RefusalsToPause = 3;
    private const int AccountsToPause = 2;

    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);

    private const string EnsureSlots =
        """
        INSERT INTO auth_budget_slots (client, number, free_at)
        SELECT @client, number, @now FROM generate_series(0, @size - 1) number
        ON CONFLICT DO NOTHING
        """;

    private const string Take =
        """
        WITH free AS (
          SELECT number FROM auth_budget_slots WHERE client = @client AND number < @size AND free_at <= @now
             AND NOT EXISTS (SELECT 1 FROM auth_budget b WHERE b.client = @client AND b.penalty_until > @now)
           ORDER BY number FOR UPDATE SKIP LOCKED),
        taken AS (SELECT number FROM free LIMIT greatest(0, least(@wanted, (SELECT count(*) FROM free) - @keep)))
        UPDATE auth_budget_slots s SET free_at = @until FROM taken WHERE s.client = @client AND s.number = taken.number
        RETURNING s.number
        """;

    private const string Free =
        "UPDATE auth_budget_slots SET free_at = @free_at WHERE client = @client AND number = ANY(@numbers)";

    private const string Standing =
        """
        SELECT penalty_until, observed_limit, observed_window_seconds, observed_scope, paused_since, next_probe_at, refusals FROM auth_budget WHERE client = @client
        """;

    private const string Penalise =
        """
        INSERT INTO auth_budget (client, penalty_until, refusals, refused_accounts) VALUES (@client, @until, 0, '{}')
        ON CONFLICT (client) DO UPDATE SET penalty_until = greatest(auth_budget.penalty_until, excluded.penalty_until)
        """;

    private const string Observe =
        """
        INSERT INTO auth_budget (client, observed_limit, observed_window_seconds, observed_at, refusals, refused_accounts)
        VALUES (@client, @limit, @window, @now, 0, '{}')
        ON CONFLICT (client) DO UPDATE SET observed_limit = excluded.observed_limit, observed_window_seconds = excluded.observed_window_seconds,
                                           observed_at = excluded.observed_at
        """;

    private const string ObserveScope =
        """
        INSERT INTO auth_budget (client, observed_scope, observed_at, refusals, refused_accounts) VALUES (@client, @scope, @now, 0, '{}')
        ON CONFLICT (client) DO UPDATE SET observed_scope = excluded.observed_scope, observed_at = excluded.observed_at
        """;

    private const string Refuse =
        """
        INSERT INTO auth_budget AS b (client, refusals, refusal_code, refused_accounts) VALUES (@client, 1, @code, ARRAY[@account])
        ON CONFLICT (client) DO UPDATE
           SET refusals = b.refusals + 1, refusal_code = @code,
               refused_accounts = CASE WHEN @account = ANY(b.refused_accounts) THEN b.refused_accounts ELSE (@account || b.refused_accounts)[1:10] END,
               paused_since = CASE WHEN b.paused_since IS NOT NULL THEN b.paused_since
                                   WHEN b.refusals + 1 >= @refusals AND cardinality(b.refused_accounts) + (NOT @account = ANY(b.refused_accounts))::int >= @accounts
                                   THEN @now END,
               next_probe_at = @now + @probe_every
        """;

    private const string Accept =
        """
        UPDATE auth_budget SET refusals = 0, refusal_code = NULL, refused_accounts = '{}', paused_since = NULL, next_probe_at = NULL
         WHERE client = @client AND refusals > 0
        """;

    private const string TakeProbe =
        "UPDATE auth_budget SET next_probe_at = @now + @probe_every WHERE client = @client AND next_probe_at <= @now RETURNING 1";

    /// <summary>Makes the rows of a budget of this size.</summary>
    public Task EnsureSlotsAsync(int size, CancellationToken cancellationToken) =>
        ExecuteAsync(EnsureSlots, cancellationToken, ("now", time.GetUtcNow()), ("size", size));

    /// <summary>Takes free slots, and leaves at least <paramref name="keep"/> of them; none during a penalty, whichever node met it.</summary>
    /// <returns>The numbers of the slots; fewer than wanted where there are no more.</returns>
    public async Task<IReadOnlyList<int>> TakeAsync(int size, int wanted, int keep, TimeSpan window, CancellationToken cancellationToken)
    {
        // Until its reply is known, a slot is held for the longest time that its request can take: a node may die with it.
        var now = time.GetUtcNow();
        await using var command = Command(
            Take, ("now", now), ("size", size), ("wanted", (long)wanted), ("keep", (long)keep), ("until", now + RingCentralApiExtensions.AttemptTimeout + window));
        var slots = new List<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            slots.Add(reader.GetInt32(0));
        }

        return slots;
    }

    /// <summary>Frees slots after a while.</summary>
    public Task FreeAsync(int[] slots, TimeSpan after, CancellationToken cancellationToken) =>
        ExecuteAsync(Free, cancellationToken, ("free_at", time.GetUtcNow() + after), ("numbers", slots));

    /// <summary>How we stand with RingCentral.</summary>
    public async Task<ClientStanding> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(Standing);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new ClientStanding
            {
                PenaltyUntil = row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0),
                ObservedLimit = row.IsDBNull(1) ? null : row.GetInt32(1),
                ObservedWindow = row.IsDBNull(2) ? null : TimeSpan.FromSeconds(row.GetInt32(2)),
                ObservedScope = row.IsDBNull(3) ? null : SnakeCase.Read<AuthBudgetScope>(row.GetString(3)),
                PausedSince = row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                NextProbeAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
                Refusals = row.GetInt32(6),
            }
            : new ClientStanding();
    }

    /// <summary>RingCentral asked us to be silent.</summary>
    public Task PenaliseAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        ExecuteAsync(Penalise, cancellationToken, ("until", time.GetUtcNow() + wait));

    /// <summary>RingCentral's headers named a limit.</summary>
    public Task ObserveAsync(RateLimit limit, CancellationToken cancellationToken) =>
        ExecuteAsync(Observe, cancellationToken, ("limit", limit.Limit), ("window", (int)limit.Window.TotalSeconds), ("now", time.GetUtcNow()));

    /// <summary>RingCentral's headers let conclude whom the limit counts for.</summary>
    public Task ObserveAsync(AuthBudgetScope scope, CancellationToken cancellationToken) =>
        ExecuteAsync(ObserveScope, cancellationToken, ("scope", SnakeCase.Write(scope)), ("now", time.GetUtcNow()));

    /// <summary>RingCentral refused us as a client, on a connection of this account.</summary>
    public Task RefuseAsync(RingCentralError error, string account, CancellationToken cancellationToken) =>
        ExecuteAsync(
            Refuse,
            cancellationToken,
            ("code", error.Name),
            ("account", account),
            ("now", time.GetUtcNow()),
            ("refusals", RefusalsToPause),
            ("accounts", AccountsToPause),
            ("probe_every", ProbeEvery));

    /// <summary>RingCentral accepted us as a client again.</summary>
    public Task AcceptAsync(CancellationToken cancellationToken) => ExecuteAsync(Accept, cancellationToken);

    /// <summary>Takes the one request that may be tried while asking is paused; false where it is not time, or another node has it.</summary>
    public async Task<bool> TakeProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = Command(TakeProbe, ("now", time.GetUtcNow()), ("probe_every", ProbeEvery));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params (string Name, object Value)[] parameters)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue("client", client.Value);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
