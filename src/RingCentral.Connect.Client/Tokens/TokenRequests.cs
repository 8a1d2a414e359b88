using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Client.Tokens;

/// <summary>Asks the service, and asks again while that is worth the wait.</summary>
internal sealed partial class TokenRequests(
    IHttpClientFactory clients, IOptions<RingCentralConnectOptions> options, TimeProvider time, ILogger<TokenRequests> logger)
{
    /// <summary>The client that speaks with the service, by which an app can change its handlers.</summary>
    public const string ClientName = "RingCentral.Connect";

    public Task<LiveToken> GetAsync(ConnectionKey key, TimeSpan minTtl, CancellationToken cancellationToken)
    {
        var query = minTtl > TimeSpan.Zero ? FormattableString.Invariant($"?min_ttl={(long)minTtl.TotalSeconds}") : "";
        return AskAsync(() => new HttpRequestMessage(HttpMethod.Get, Address(key.TokenPath + query)), key, cancellationToken);
    }

    /// <summary>May be asked again as often as it takes: a generation is refused once, however often that is said.</summary>
    public Task<LiveToken> ReportRejectedAsync(RingCentralToken token, CancellationToken cancellationToken)
    {
        var key = ConnectionKey.ById(token.ConnectionId);
        return AskAsync(
            () => new HttpRequestMessage(HttpMethod.Post, Address(key.TokenPath + "/rejected"))
            {
                Content = JsonContent.Create(new RejectionBody(token.Generation), TokenJson.Default.RejectionBody),
            },
            key,
            cancellationToken);
    }

    private async Task<LiveToken> AskAsync(Func<HttpRequestMessage> describe, ConnectionKey key, CancellationToken cancellationToken)
    {
        var patience = new Patience(time, options.Value.Patience);
        while (true)
        {
            try
            {
                using var request = describe();
                return await AskOnceAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (RingCentralConnectUnavailableException exception) when (patience.Allows(exception.RetryAfter) is { } pause)
            {
                Log.AskedAgain(logger, key, pause, exception.Message);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<LiveToken> AskOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.ApiKey!.Reveal());
        var askedAt = time.GetTimestamp();
        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw await ProblemReader.ReadAsync(response, time, cancellationToken).ConfigureAwait(false);
            }

            var reply = await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenReply, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("null");
            return new LiveToken(reply.ToToken(), askedAt, TimeSpan.FromSeconds(reply.ExpiresIn));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RingCentralConnectUnavailableException(new ConnectProblem { Detail = "RingCentral Connect could not be reached." }, exception);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // What it holds may be a token: it goes into no message.
            throw new RequestRefusedException(new ConnectProblem { Detail = "What answered is no RingCentral Connect: its answer holds no token. Check the address." });
        }
    }

    private Uri Address(string path) => new($"{options.Value.Address!.AbsoluteUri.TrimEnd('/')}/api/v1/{path}");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "No token for {Connection} yet, asking again in {Pause}: {Problem}")]
        public static partial void AskedAgain(ILogger logger, ConnectionKey connection, TimeSpan pause, string problem);
    }
}
