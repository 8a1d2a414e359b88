using System.Security.Cryptography;
using Npgsql;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>One attempt from its claim to its settlement.</summary>
internal sealed partial class DeliveryAttempt(
    WebhookSender sender, WebhookSecretProtector protector, DeliverySettlements settlements, DeliveryTally tally, ILogger<DeliveryAttempt> logger)
{
    private static readonly TimeSpan WaitForKey = TimeSpan.FromMinutes(1);

    /// <summary>Sends a delivery and writes down what came of it. Nothing but that is in the log of the service: addresses and bodies are their owners'.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="cancellationToken">The node stops: what is not answered yet is left to others.</param>
    public async Task RunAsync(DueDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(delivery, cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Log.NotSettled(logger, exception, delivery.Id);
        }
    }

    private async Task SendAsync(DueDelivery delivery, CancellationToken cancellationToken)
    {
        AttemptResult result;
        try
        {
            result = await sender.SendAsync(delivery, [.. delivery.Secrets.Select(ciphertext => protector.Open(delivery.EndpointId, ciphertext))], cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await settlements.PutBackAsync(delivery, null, TimeSpan.Zero, CancellationToken.None);
            return;
        }
        catch (CryptographicException exception)
        {
            Log.CannotSign(logger, exception, delivery.EndpointId);
            await settlements.PutBackAsync(delivery, AttemptErrors.SecretUnavailable, WaitForKey, CancellationToken.None);
            return;
        }

        tally.Count(delivery, result);
        if (result.IsDelivered)
        {
            await settlements.DeliveredAsync(delivery, result, CancellationToken.None);
            Log.Delivered(logger, delivery.Id, delivery.EndpointId, result.ResponseCode);
            return;
        }

        Log.Failed(logger, delivery.Id, delivery.EndpointId, delivery.Attempts, result.ResponseCode, result.Error);
        if (await settlements.FailedAsync(delivery, result, CancellationToken.None))
        {
            Log.Disabled(logger, delivery.EndpointId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Webhook {DeliveryId} was delivered to endpoint {EndpointId}: {Status}.")]
        public static partial void Delivered(ILogger logger, Guid deliveryId, Guid endpointId, int? status);

        [LoggerMessage(2, LogLevel.Information, "Webhook {DeliveryId} to endpoint {EndpointId} failed, attempt {Attempt}: {Status} {Failure}.")]
        public static partial void Failed(ILogger logger, Guid deliveryId, Guid endpointId, int attempt, int? status, string? failure);

        [LoggerMessage(3, LogLevel.Error, "Webhook endpoint {EndpointId} was disabled.")]
        public static partial void Disabled(ILogger logger, Guid endpointId);

        [LoggerMessage(4, LogLevel.Error, "The secret of webhook endpoint {EndpointId} does not open.")]
        public static partial void CannotSign(ILogger logger, Exception exception, Guid endpointId);

        [LoggerMessage(5, LogLevel.Warning, "What came of webhook {DeliveryId} could not be written down; it will be sent once more.")]
        public static partial void NotSettled(ILogger logger, Exception exception, Guid deliveryId);
    }
}
