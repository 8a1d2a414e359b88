using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi;

/// <summary>Sends one request to RingCentral and tells what became of it, without ever putting what was sent or received into an exception.</summary>
internal sealed class RingCentralHttp(HttpClient client, IOptions<RingCentralOptions> options, TimeProvider time)
{
    private readonly AuthenticationHeaderValue? _basic = Basic(options.Value);

    /// <summary>
    /// Authenticates us as a client (RINGCENTRAL 3): HTTP Basic with a secret; a public client has its <c>client_id</c> in the
    /// body and must send no header.
    /// </summary>
    public void AuthenticateClient(HttpRequestMessage request)
    {
        request.Headers.Authorization = _basic;
    }

    /// <summary>Puts an access token on a request (RFC 6750, section 2.1).</summary>
    public static void Authorize(HttpRequestMessage request, AccessToken accessToken) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken.Reveal());

    /// <summary>Sends the request and reads the whole reply.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Exchange> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new Exchange.Answered(response.StatusCode, body, ErrorReader.Read(response, body, time.GetUtcNow()))
            {
                RateLimit = RateLimit.Read(response.Headers),
            };
        }
        catch (HttpRequestException exception)
        {
            return Failed(exception.HttpRequestError);
        }
        catch (SocketException)
        {
            // HttpClient lets it through where the other side hangs up in the moment of connecting.
            return new Exchange.Broken("connection_broken");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Exchange.Broken("timeout");
        }
    }

    private static Exchange Failed(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => new Exchange.NotSent("name_resolution_failed"),
        HttpRequestError.ConnectionError => new Exchange.NotSent("connection_failed"),
        HttpRequestError.SecureConnectionError => new Exchange.NotSent("tls_failed"),
        HttpRequestError.ResponseEnded => new Exchange.Broken("response_ended"),
        _ => new Exchange.Broken("connection_broken"),
    };

    private static AuthenticationHeaderValue? Basic(RingCentralOptions options) =>
        options.ClientSecret is { } secret
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{secret.Reveal()}")))
            : null;
}
