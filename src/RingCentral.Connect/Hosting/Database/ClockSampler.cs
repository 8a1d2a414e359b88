using Npgsql;
using RingCentral.Connect.Data.Clock;

namespace RingCentral.Connect.Hosting.Database;

/// <summary>Reads PostgreSQL's clock before anything else starts, and again every half minute.</summary>
internal sealed partial class ClockSampler(DatabaseClock clock, DatabaseClockReader reader, ILogger<ClockSampler> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstSampleWithin = TimeSpan.FromSeconds(5);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FirstSampleWithin);
        try
        {
            await TrySampleAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The database does not answer. The node starts all the same, is not ready, and goes on trying.
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(clock.IsSampled ? Interval : RetryInterval, clock, stoppingToken);
            await TrySampleAsync(stoppingToken);
        }
    }

    private async Task TrySampleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await reader.SampleAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Log.NotSampled(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The database's clock could not be read.")]
        public static partial void NotSampled(ILogger logger, Exception exception);
    }
}
