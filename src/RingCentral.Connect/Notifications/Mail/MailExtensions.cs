using Hangfire.Server;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Notifications.Mail.Alarms;
using RingCentral.Connect.Notifications.Mail.Composing;
using RingCentral.Connect.Notifications.Mail.Digests;
using RingCentral.Connect.Notifications.Mail.Queue;
using RingCentral.Connect.Notifications.Mail.Sending;
using RingCentral.Connect.Notifications.Mail.Templates;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;
using RingCentral.Connect.Notifications.Outbox;

namespace RingCentral.Connect.Notifications.Mail;

/// <summary>The registration of mail.</summary>
internal static class MailExtensions
{
    /// <summary>Adds what every node needs: its settings are checked, and people can end reminders.</summary>
    public static IServiceCollection AddMailPages(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateOnStart();
        services.AddOptions<AdministratorMailOptions>().BindConfiguration(AdministratorMailOptions.Section).ValidateOnStart();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<MailOptOuts>();
        services.AddSingleton<RequestedMails>();
        return services;
    }

    /// <summary>Adds the background work of this node: mail is written and sent.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IncidentMails>();
        services.AddSingleton<IOutboxConsumer, MailConsumer>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailFooter>();
        services.AddSingleton<UserMailWriter>();
        services.AddSingleton<UserMails>();
        services.AddSingleton<AlarmNotes>();
        services.AddSingleton<AlarmMails>();
        services.AddSingleton<IAlarmSource, MailAlarm>();
        services.AddSingleton<DigestReader>();
        services.AddSingleton<DigestNotes>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton<MailMessages>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<IBackgroundProcess, MailProcess>();
        return services;
    }
}
