using Hangfire;
using Npgsql;

namespace RingCentral.Connect.KeepAlive.Jobs;

/// <summary>Registers the recurring jobs; every node does, and the last one wins with the same result.</summary>
internal sealed partial class RecurringJobs(
    IEnumerable<RecurringJobDefinition> definitions, IRecurringJobManager jobs, TimeProvider time, ILogger<RecurringJobs> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var definition in definitions)
                {
                    definition.Register(jobs);
                }

                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or Hangfire.PostgreSql.PostgreSqlDistributedLockException)
            {
                Log.NotRegistered(logger, exception);
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The recurring jobs could not be registered; trying again.")]
        public static partial void NotRegistered(ILogger logger, Exception exception);
    }
}
