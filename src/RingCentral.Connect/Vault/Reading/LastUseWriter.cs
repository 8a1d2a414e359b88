using Npgsql;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>Writes noted uses down every few seconds, and once more when the node stops.</summary>
internal sealed partial class LastUseWriter(IEnumerable<INotedUses> noted, TimeProvider time, ILogger<LastUseWriter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var uses in noted)
        {
            try
            {
                await uses.FlushAsync(cancellationToken);
            }
            catch (NpgsqlException exception)
            {
                // A lost note of a use costs nothing but an hour of warmth; the next use is noted again.
                Log.NotWritten(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Last uses could not be stored.")]
        public static partial void NotWritten(ILogger logger, Exception exception);
    }
}
