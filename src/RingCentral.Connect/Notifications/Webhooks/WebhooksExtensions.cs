using System.Net;
using Hangfire.Server;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Notifications.Outbox;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Payloads;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Notifications.Webhooks;

/// <summary>The registration of webhooks.</summary>
internal static class WebhooksExtensions
{
    /// <summary>Adds endpoints and their logs, for nodes that answer requests.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<WebhookSecretProtector>();
        services.AddSingleton<WebhookEndpointStore>();
        services.AddSingleton<DeliveryLog>();
        services.AddSingleton<StoredLinks>();
        return services;
    }

    /// <summary>Adds the sending, for nodes with background work.</summary>
    public static IServiceCollection AddWebhookDelivery(this IServiceCollection services)
    {
        services.AddSingleton<NameLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton<CheckedConnector>();
        services.AddSingleton<IOutboxConsumer, WebhookFanOut>();
        services.AddSingleton<AlarmFanOut>();
        services.AddSingleton<IBackgroundProcess, AlarmFanOutProcess>();
        services.AddSingleton<IAlarmSource, WebhookAlarm>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliverySettlements>();
        services.AddSingleton<DeliveryTally>();
        services.AddSingleton<DeliveryAttempt>();
        services.AddSingleton<IBackgroundProcess, DeliveryProcess>();
        services.AddHttpClient<WebhookSender>(Configure)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(provider.GetRequiredService<CheckedConnector>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // The pool renews its connections itself.
            .RemoveAllLoggers(); // Addresses may hold what only their owner is to know.
        return services;
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan; // The sender has its own.
        client.DefaultRequestHeaders.UserAgent.ParseAdd(WebhookSender.UserAgent);
    }

    private static SocketsHttpHandler CreateHandler(CheckedConnector connector) => new()
    {
        AllowAutoRedirect = false, // Another address would not have been checked.
        UseProxy = false, // A proxy would look names up again.
        UseCookies = false,
        ActivityHeadersPropagator = null, // Our traces are nobody else's business.
        ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1), // What a name stands for is looked at again.
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 16 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    };
}
