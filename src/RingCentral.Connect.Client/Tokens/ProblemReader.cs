using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace RingCentral.Connect.Client.Tokens;

/// <summary>Turns an answer without a token into the exception that says what to do.</summary>
internal static class ProblemReader
{
    public static async Task<RingCentralConnectException> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var reply = await TryReadAsync(response, cancellationToken).ConfigureAwait(false);
        return Classify(new ConnectProblem
        {
            Status = response.StatusCode,
            Code = reply?.Code,
            Detail = reply?.Detail,
            Reference = reply?.Reference,
            Reason = reply?.Reason,
            Since = reply?.Since,
            ReconnectUrl = reply?.ReconnectUrl,
            AvailableAt = reply?.AvailableAt,
            RetryAfter = RetryAfter(response, time),
        });
    }

    private static RingCentralConnectException Classify(ConnectProblem problem) => problem.Code switch
    {
        "reauthorization_required" => new ReauthorizationRequiredException(problem),
        "connection_blocked" => new ConnectionBlockedException(problem),
        "connection_paused" => new ConnectionPausedException(problem),
        "connection_pending" => new ConnectionPendingException(problem),
        "connection_not_found" => new ConnectionNotFoundException(problem),
        "connection_disconnected" => new ConnectionDisconnectedException(problem),
        "hold_in_force" => new HoldInForceException(problem),
        _ when IsPassing(problem.Status) => new RingCentralConnectUnavailableException(problem),
        _ => new RequestRefusedException(problem),
    };

    /// <summary>Of the service, or of a proxy in front of it that does not reach it.</summary>
    private static bool IsPassing(HttpStatusCode? status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    private static async Task<ProblemReply?> TryReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            return await response.Content.ReadFromJsonAsync(TokenJson.Default.ProblemReply, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
