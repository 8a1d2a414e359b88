using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>Looks for alarms to tell of every other second, on every node with background work.</summary>
internal sealed partial class AlarmFanOutProcess(AlarmFanOut alarms, ILogger<AlarmFanOutProcess> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            alarms.RunOnceAsync(context.StoppingToken).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException)
        {
            Log.CannotRun(logger, exception);
        }

        context.Wait(Interval);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Webhooks cannot be made of alarms; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
