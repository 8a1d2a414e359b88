using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RingCentral.Connect.Client.Requests;

/// <summary>Puts the connection's token on a request, if the request goes where the token may go; a token that is refused is reported, and the request made once more.</summary>
internal sealed partial class TokenHandler(
    IRingCentralTokens tokens, IOptions<RingCentralConnectOptions> options, ILogger<TokenHandler> logger, Func<HttpRequestMessage, ConnectionKey?>? choose)
    : DelegatingHandler
{
    /// <summary>Stands for the connection's own server in an address that is written before the connection is known. Never resolves (RFC 6761).</summary>
    public static readonly Uri OwnServer = new("https://connection.invalid/");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await GetAsync(ConnectionOf(request), cancellationToken).ConfigureAwait(false);
        Prepare(request, token);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || await ReplaceAsync(token, cancellationToken).ConfigureAwait(false) is not { } next
            || !Resending.IsPossible(request.Content))
        {
            return response;
        }

        response.Dispose();
        Prepare(request, next);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waiting for a token would block the thread.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Requests that carry a token of RingCentral Connect are sent with SendAsync.");

    private ValueTask<RingCentralToken> GetAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        key.Id is { } id ? tokens.GetAsync(id, null, cancellationToken) : tokens.GetByExternalIdAsync(key.ExternalId!, null, cancellationToken);

    private ConnectionKey ConnectionOf(HttpRequestMessage request) =>
        (request.Options.TryGetValue(RingCentralRequest.Connection, out var chosen) ? chosen : choose?.Invoke(request))
        ?? throw new InvalidOperationException(
            "The request is for no connection: set one with request.ForConnection(id) or ForExternalId(id), or give AddRingCentralConnectToken a way to choose.");

    private void Prepare(HttpRequestMessage request, RingCentralToken token)
    {
        var address = request.RequestUri!;
        if (Origins.AreSame(address, OwnServer))
        {
            request.RequestUri = address = new Uri(token.ServerUrl, address.PathAndQuery);
        }

        if (!Origins.IsSafe(address) || !MayCarry(address, token))
        {
            throw new InvalidOperationException(
                $"The token of a connection goes to {token.ServerUrl} only, and this request goes to {address.GetLeftPart(UriPartial.Authority)}. "
                + $"{nameof(RingCentralConnectOptions)}.{nameof(RingCentralConnectOptions.AdditionalOrigins)} names further places, such as RingCentral's host for recordings.");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken.Reveal());
    }

    private bool MayCarry(Uri address, RingCentralToken token) =>
        Origins.AreSame(address, token.ServerUrl) || options.Value.AdditionalOrigins.Any(origin => Origins.AreSame(address, origin));

    /// <summary>The token to go on with; null where the service cannot say, so that RingCentral's own answer is the best there is.</summary>
    private async Task<RingCentralToken?> ReplaceAsync(RingCentralToken refused, CancellationToken cancellationToken)
    {
        Log.Refused(logger, refused.ConnectionId, refused.Generation);
        try
        {
            return await tokens.ReportRejectedAsync(refused, cancellationToken).ConfigureAwait(false);
        }
        catch (RingCentralConnectException exception) when (exception is RingCentralConnectUnavailableException or RequestRefusedException)
        {
            Log.NotReplaced(logger, refused.ConnectionId, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "RingCentral refused the token of connection {ConnectionId}, generation {Generation}; it is reported")]
        public static partial void Refused(ILogger logger, Guid connectionId, long generation);

        [LoggerMessage(2, LogLevel.Warning, "No other token for connection {ConnectionId}: {Problem}")]
        public static partial void NotReplaced(ILogger logger, Guid connectionId, string problem);
    }
}
