using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Vault.Pending;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>Gives up what the app has not confirmed in time, on every node with background work.</summary>
internal sealed partial class PendingExpiry(PendingSessions pending, ILogger<PendingExpiry> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public void Execute(BackgroundProcessContext context)
    {
        try
        {
            while (!context.IsStopping && pending.GiveUpNextAsync(context.StoppingToken).GetAwaiter().GetResult())
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
        [LoggerMessage(1, LogLevel.Error, "Connects that were not confirmed cannot be looked for; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
