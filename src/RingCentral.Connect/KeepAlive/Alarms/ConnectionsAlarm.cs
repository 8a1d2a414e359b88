using Npgsql;
using RingCentral.Connect.Data.Alarms;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>PostgreSQL has hardly a connection left for programs that are no superusers: soon nodes, or other programs, are refused. Counted are those of all programs.</summary>
internal sealed class ConnectionsAlarm(NpgsqlDataSource dataSource) : IAlarmSource
{
    private const double OpensAt = 0.8;

    /// <summary>An alarm that is on stays on down to here, so that it does not come and go.</summary>
    private const double ClosesBelow = 0.7;

    private const string Count =
        """
        SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
               current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - coalesce(current_setting('reserved_connections', true)::int, 0)
        """;

    public IReadOnlyList<AlarmKind> Kinds { get; } = [AlarmKind.ConnectionsScarce];

    public async Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Judge(reader.GetInt64(0), reader.GetInt32(1), open.Count > 0);
    }

    /// <summary>What so many of so many are.</summary>
    public static IReadOnlyList<Trouble> Judge(long used, int most, bool isOn) => used >= most * (isOn ? ClosesBelow : OpensAt)
        ? [new Trouble(AlarmKind.ConnectionsScarce, "", $"{used} of PostgreSQL's {most} connections are taken.")]
        : [];
}
