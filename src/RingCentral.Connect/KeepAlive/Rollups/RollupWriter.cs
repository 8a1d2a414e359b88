using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Rollups;

/// <summary>Adds what this node's rotations came to, to the minute's counts: every few seconds, and once more when the node stops.</summary>
internal sealed partial class RollupWriter(NpgsqlDataSource dataSource, RotationTally tally, TimeProvider time, ILogger<RollupWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const string Add =
        """
        INSERT INTO rotation_rollups ("from", seconds, outcome, count)
        SELECT date_trunc('minute', @now), 60, outcome, count FROM unnest(@outcomes, @counts) AS new (outcome, count) ORDER BY outcome
        ON CONFLICT ("from", seconds, outcome) DO UPDATE SET count = rotation_rollups.count + excluded.count
        """;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var counts = tally.Take();
        if (counts.Count == 0)
        {
            return;
        }

        try
        {
            await using var command = dataSource.CreateCommand(Add);
            command.Parameters.AddWithValue("now", time.GetUtcNow());
            command.Parameters.AddWithValue("outcomes", counts.Keys.Select(SnakeCase.Write).ToArray());
            command.Parameters.Add(new NpgsqlParameter("counts", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = counts.Values.ToArray() });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            tally.PutBack(counts);
            Log.NotWritten(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Counts of rotations could not be stored; they are kept for the next time.")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
