using Hangfire.Server;
using Npgsql;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>Works through the queue of sessions to be ended at RingCentral, on every node.</summary>
internal sealed partial class RevocationSweep(RevocationRunner runner, ILogger<RevocationSweep> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            while (!context.IsStopping && runner.RunNextAsync(context.StoppingToken).GetAwaiter().GetResult())
            {
            }
        }
        catch (NpgsqlException exception)
        {
            Log.CannotRun(logger, exception);
        }

        context.Wait(Interval);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Revocations cannot reach the database; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
