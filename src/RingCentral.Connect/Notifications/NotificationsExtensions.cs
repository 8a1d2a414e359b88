using Hangfire.Server;
using RingCentral.Connect.Notifications.Mail;
using RingCentral.Connect.Notifications.Outbox;
using RingCentral.Connect.Notifications.Webhooks;

namespace RingCentral.Connect.Notifications;

/// <summary>The room's registration.</summary>
internal static class NotificationsExtensions
{
    /// <summary>Adds the background work of this node: what happened is told to those who asked for it.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<OutboxDispatch>();
        services.AddSingleton<IBackgroundProcess, OutboxProcess>();
        services.AddWebhookDelivery();
        services.AddMail();
        return services;
    }
}
