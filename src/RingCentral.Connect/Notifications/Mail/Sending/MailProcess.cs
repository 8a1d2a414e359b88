using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Notifications.Mail.Alarms;

namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>Every other second looks for alarms to tell of and for mail that is due, on every node with background work.</summary>
internal sealed partial class MailProcess(AlarmMails alarms, MailSender sender, IOptions<SmtpOptions> smtp, ILogger<MailProcess> logger) : IBackgroundProcess
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public void Execute(BackgroundProcessContext context)
    {
        if (!smtp.Value.IsOn)
        {
            context.Wait(Timeout.InfiniteTimeSpan);
            return;
        }

        try
        {
            alarms.WriteAsync(context.StoppingToken).GetAwaiter().GetResult();
            while (!context.IsStopping && sender.RunOnceAsync(context.StoppingToken).GetAwaiter().GetResult())
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
        [LoggerMessage(1, LogLevel.Error, "The table of mails cannot be reached; trying again.")]
        public static partial void CannotRun(ILogger logger, Exception exception);
    }
}
