using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using RingCentral.Connect.Notifications.Webhooks.Payloads;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>Sends one signed request and tells what became of it. Of the answer, status and headers are read and nothing else.</summary>
internal sealed class WebhookSender(HttpClient client, StoredLinks links, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>What we call ourselves.</summary>
    public static readonly string UserAgent = $"RingCentral-Connect-Webhooks/{typeof(WebhookSender).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Sends a delivery.</summary>
    /// <exception cref="OperationCanceledException">The node stops; the endpoint may have the webhook or not.</exception>
    public async Task<AttemptResult> SendAsync(DueDelivery delivery, IEnumerable<WebhookSecret> secrets, CancellationToken cancellationToken)
    {
        using var request = Request(delivery, secrets);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new AttemptResult((int)response.StatusCode, ErrorOf(response.StatusCode), time.GetElapsedTime(started)) { RetryAfter = Wait(response.Headers.RetryAfter) };
        }
        catch (HttpRequestException exception)
        {
            return Failed(ErrorOf(exception));
        }
        catch (SocketException)
        {
            // HttpClient lets it through where the other side hangs up in the moment of connecting.
            return Failed(AttemptErrors.ConnectionBroken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(AttemptErrors.Timeout);
        }

        AttemptResult Failed(string error) => new(null, error, time.GetElapsedTime(started));
    }

    private HttpRequestMessage Request(DueDelivery delivery, IEnumerable<WebhookSecret> secrets)
    {
        var body = Encoding.UTF8.GetBytes(links.Complete(delivery.Payload));
        var (id, timestamp) = (MessageIds.Write(delivery.Id), time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, timestamp, body, secrets));
        return request;
    }

    private static string? ErrorOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => AttemptErrors.RedirectNotFollowed,
        _ => AttemptErrors.Refused,
    };

    private static string ErrorOf(HttpRequestException exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressRefusedException:
                    return AttemptErrors.AddressNotAllowed;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return AttemptErrors.NameResolutionFailed;
            }
        }

        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => AttemptErrors.NameResolutionFailed,
            HttpRequestError.ConnectionError => AttemptErrors.ConnectionFailed,
            HttpRequestError.SecureConnectionError => AttemptErrors.TlsFailed,
            _ => AttemptErrors.ConnectionBroken,
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
