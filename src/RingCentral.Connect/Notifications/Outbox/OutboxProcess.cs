using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RingCentral.Connect.Notifications.Outbox;

/// <summary>Empties the outbox every other second, on every node with background work.</summary>
internal sealed partial class OutboxProcess(OutboxDispatch dispatch, ILogger<OutboxProcess> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            while (!context.IsStopping && dispatch.RunOnceAsync(context.StoppingToken).GetAwaiter().GetResult())
            {
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException)
        {
            Log.CannotRun(logger, exception);
        }

        context.Wait(Interval);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The outbox of webhooks and mail cannot be read; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
