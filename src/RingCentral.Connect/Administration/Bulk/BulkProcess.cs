using Hangfire.Server;
using Npgsql;

namespace RingCentral.Connect.Administration.Bulk;

/// <summary>Looks for work every other second, on every node with background work.</summary>
internal sealed partial class BulkProcess(BulkRunner runner, ILogger<BulkProcess> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            while (!context.IsStopping && runner.RunOnceAsync(context.StoppingToken).GetAwaiter().GetResult())
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
        [LoggerMessage(1, LogLevel.Error, "Works of administrators cannot be looked for; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
