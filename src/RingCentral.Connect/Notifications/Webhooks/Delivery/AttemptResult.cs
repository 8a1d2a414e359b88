namespace RingCentral.Connect.Notifications.Webhooks.Delivery;

/// <summary>What came of one attempt.</summary>
/// <param name="ResponseCode">The HTTP status; null where none came.</param>
/// <param name="Error">What went wrong, in a word; null for 2xx.</param>
/// <param name="Took">From the first byte sent to the answer, or to giving up.</param>
internal sealed record AttemptResult(int? ResponseCode, string? Error, TimeSpan Took)
{
    /// <summary>For how long the endpoint wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsDelivered => ResponseCode is >= 200 and < 300;

    /// <summary>The endpoint wants no more webhooks, ever.</summary>
    public bool IsGone => ResponseCode == StatusCodes.Status410Gone;
}

/// <summary>The words for attempts that fail.</summary>
internal static class AttemptErrors
{
    public const string Timeout = "timeout";
    public const string NameResolutionFailed = "name_resolution_failed";
    public const string ConnectionFailed = "connection_failed";
    public const string ConnectionBroken = "connection_broken";
    public const string TlsFailed = "tls_failed";

    /// <summary>The endpoint's name stands for an address that must not be connected to.</summary>
    public const string AddressNotAllowed = "address_not_allowed";

    public const string RedirectNotFollowed = "redirect_not_followed";

    /// <summary>Another status than 2xx.</summary>
    public const string Refused = "refused";

    /// <summary>The endpoint was disabled before the delivery was done.</summary>
    public const string EndpointDisabled = "endpoint_disabled";

    /// <summary>The signing secret does not open: the key ring lacks a key.</summary>
    public const string SecretUnavailable = "secret_unavailable";
}
