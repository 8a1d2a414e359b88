using Npgsql;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>
/// Notices that PostgreSQL's history is not the one that this node knew: every promotion of a standby and every recovery to an earlier moment begins a
/// timeline, and a server that was put back without one stands at an earlier place of its log. Asked on every new connection, so that nothing
/// is done on a server before its history is known. Any role may ask (PostgreSQL 13 and later); a service that resembles PostgreSQL may not answer.
/// </summary>
internal sealed partial class DatabaseTimeline(ILogger<DatabaseTimeline> logger)
{
    private const string Sql =
        """
        SELECT left(pg_walfile_name(lsn), 8), (lsn - '0/0')::bigint
          FROM (SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_wal_lsn() END AS lsn) here
        """;

    private readonly Lock _guard = new();
    private Place? _last;
    private bool _isUnknown;

    /// <summary>The history is another one: what was committed may be gone.</summary>
    public event Action? Turned;

    /// <summary>Looks where the server stands.</summary>
    public void Observe(NpgsqlConnection connection)
    {
        var before = _last;
        try
        {
            using var command = new NpgsqlCommand(Sql, connection);
            using var row = command.ExecuteReader();
            row.Read();
            Take(Read(row), before);
        }
        catch (PostgresException exception)
        {
            LeaveUnknown(exception);
        }
    }

    /// <inheritdoc cref="Observe"/>
    public async Task ObserveAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var before = _last;
        try
        {
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            Take(Read(row), before);
        }
        catch (PostgresException exception)
        {
            LeaveUnknown(exception);
        }
    }

    /// <summary>Whether the server that stands here has another history than the one that stood there before.</summary>
    public static bool IsOther(Place here, Place before) => here.Timeline != before.Timeline || here.Position < before.Position;

    private static Place? Read(NpgsqlDataReader row) => row.IsDBNull(0) ? null : new Place(row.GetString(0), row.GetInt64(1));

    /// <param name="here">Where the server stands; null for a standby.</param>
    /// <param name="before">What was known before the server was asked: several may be asking, and their answers overtake one another.</param>
    private void Take(Place? here, Place? before)
    {
        if (here is null)
        {
            return;
        }

        var isOther = before is not null && IsOther(here, before);
        lock (_guard)
        {
            if (isOther || _last is null || !IsOther(here, _last))
            {
                _last = here;
            }
        }

        if (isOther)
        {
            Log.Turned(logger, before!.Timeline, before.Position, here.Timeline, here.Position);
            Turned?.Invoke();
        }
    }

    private void LeaveUnknown(PostgresException exception)
    {
        if (!_isUnknown)
        {
            _isUnknown = true;
            Log.Unknown(logger, exception);
        }
    }

    /// <summary>A place in the write-ahead log.</summary>
    /// <param name="Timeline">The timeline, as names of log files begin.</param>
    /// <param name="Position">Bytes from the beginning.</param>
    internal sealed record Place(string Timeline, long Position);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "PostgreSQL's history is another one: timeline {Before} at {BeforeAt} before, timeline {Now} at {NowAt} now, as after a fail-over or a restore.")]
        public static partial void Turned(ILogger logger, string before, long beforeAt, string now, long nowAt);

        [LoggerMessage(2, LogLevel.Information, "PostgreSQL does not tell its timeline: a fail-over is noticed by lost connections, and every minute.")]
        public static partial void Unknown(ILogger logger, Exception exception);
    }
}
