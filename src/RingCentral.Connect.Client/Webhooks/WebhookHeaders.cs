namespace RingCentral.Connect.Client.Webhooks;

/// <summary>The headers that a webhook is verified by. Those that are missing are null.</summary>
/// <param name="Id"><c>webhook-id</c>: the same for every delivery of one event.</param>
/// <param name="Timestamp"><c>webhook-timestamp</c>: when this delivery was sent, in seconds since 1970.</param>
/// <param name="Signature"><c>webhook-signature</c>: one or more signatures, separated by spaces.</param>
public sealed record WebhookHeaders(string? Id, string? Timestamp, string? Signature)
{
    /// <summary>Takes the headers from wherever they are: <c>WebhookHeaders.From(name => request.Headers[name])</c>.</summary>
    /// <param name="find">Gives a header by its name; null where there is none.</param>
    /// <returns>The headers.</returns>
    public static WebhookHeaders From(Func<string, string?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return new WebhookHeaders(find("webhook-id"), find("webhook-timestamp"), find("webhook-signature"));
    }
}
