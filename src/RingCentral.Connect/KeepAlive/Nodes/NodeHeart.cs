using Npgsql;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.KeepAlive.Nodes;

/// <summary>Has every node say that it lives, what it does, which certificates of the key ring it has, and when it last looked for due sessions. A node that stops takes its row away; a killed one leaves it for a day.</summary>
internal sealed partial class NodeHeart(
    NpgsqlDataSource dataSource, NodeSelf self, BudgetedClaims claims, RotationDesk desk, TimeProvider time, ILogger<NodeHeart> logger) : BackgroundService
{
    /// <summary>Between two beats.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const string Beat =
        """
        WITH gone AS (DELETE FROM nodes WHERE seen_at < @now - interval '1 day')
        INSERT INTO nodes (id, name, version, is_web, is_jobs, started_at, seen_at, swept_at, rotations, certificates)
        VALUES (@id, @name, @version, @web, @jobs, @now, @now, @swept, @rotations, @certificates)
        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, swept_at = excluded.swept_at, rotations = excluded.rotations
        """;

    private const string Leave = "DELETE FROM nodes WHERE id = @id";

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await using var command = dataSource.CreateCommand(Leave);
            command.Parameters.AddWithValue("id", self.Id);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Log.Unheard(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.Unheard(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Beat);
        command.Parameters.AddWithValue("id", self.Id);
        command.Parameters.AddWithValue("name", self.Name);
        command.Parameters.AddWithValue("version", self.Version);
        command.Parameters.AddWithValue("web", self.Work.IsWeb);
        command.Parameters.AddWithValue("jobs", self.Work.IsJobs);
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        command.Parameters.AddWithValue("swept", NpgsqlTypes.NpgsqlDbType.TimestampTz, (object?)claims.LookedAt ?? DBNull.Value);
        command.Parameters.AddWithValue("rotations", desk.Count);
        command.Parameters.AddWithValue("certificates", self.Certificates);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The database did not hear that this node lives.")]
        public static partial void Unheard(ILogger logger, Exception exception);
    }
}
