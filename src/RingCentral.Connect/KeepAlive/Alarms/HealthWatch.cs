using Npgsql;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>Has news of health told every half minute, on every node with background work.</summary>
internal sealed partial class HealthWatch(HealthNews news, TimeProvider time, ILogger<HealthWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await news.TellAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Log.CannotLook(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Whose health has changed cannot be looked for; trying again.")]
        public static partial void CannotLook(ILogger logger, Exception exception);
    }
}
