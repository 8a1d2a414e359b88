using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Connect.Client.Webhooks;

/// <summary>
/// Checks that a webhook comes from the service and just now: the Standard Webhooks specification, HMAC-SHA256. Give it the body as it came, byte
/// for byte, before anything has parsed it. Deliveries may come twice: keep the ids that you have handled.
/// </summary>
public sealed class WebhookVerifier
{
    private const string Version = "v1,";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly WebhookSecret[] _secrets;
    private readonly TimeProvider _time;

    /// <param name="secrets">The endpoint's secret; the old one beside the new one while a secret is being changed.</param>
    /// <exception cref="ArgumentException">There is no secret.</exception>
    public WebhookVerifier(params WebhookSecret[] secrets)
        : this(TimeProvider.System, secrets)
    {
    }

    /// <param name="time">Where the time comes from.</param>
    /// <param name="secrets">The endpoint's secret; the old one beside the new one while a secret is being changed.</param>
    /// <exception cref="ArgumentException">There is no secret.</exception>
    public WebhookVerifier(TimeProvider time, params WebhookSecret[] secrets)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(secrets);
        _time = time;
        _secrets = secrets.Length > 0 ? [.. secrets] : throw new ArgumentException("Without a secret no webhook can be verified.", nameof(secrets));
    }

    /// <summary>Whether the webhook is genuine and at most five minutes off.</summary>
    /// <param name="headers">Its three headers.</param>
    /// <param name="body">Its body as it came.</param>
    /// <returns>False for everything that is not wholly in order.</returns>
    public bool IsGenuine(WebhookHeaders headers, ReadOnlySpan<byte> body) => Check(headers, body) is null;

    /// <summary>Passes if the webhook is genuine and at most five minutes off.</summary>
    /// <param name="headers">Its three headers.</param>
    /// <param name="body">Its body as it came.</param>
    /// <exception cref="WebhookVerificationException">It is not; the message says in what.</exception>
    public void Verify(WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        if (Check(headers, body) is { } fault)
        {
            throw new WebhookVerificationException(fault);
        }
    }

    private string? Check(WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (string.IsNullOrEmpty(headers.Id) || string.IsNullOrEmpty(headers.Timestamp) || string.IsNullOrEmpty(headers.Signature))
        {
            return "webhook-id, webhook-timestamp or webhook-signature is missing.";
        }

        if (!long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return "webhook-timestamp is no number of seconds.";
        }

        // Compared as numbers: no timestamp, however large, overflows.
        if (Math.Abs((double)seconds - _time.GetUtcNow().ToUnixTimeSeconds()) > Tolerance.TotalSeconds)
        {
            return "webhook-timestamp is more than five minutes off: the webhook is old, or a clock is wrong.";
        }

        return IsSigned(headers, body) ? null : "No signature in webhook-signature is right.";
    }

    /// <summary>Every signature is compared with every secret's, whichever fits: the time taken tells nothing.</summary>
    private bool IsSigned(WebhookHeaders headers, ReadOnlySpan<byte> body)
    {
        var given = headers.Signature!.Split(' ').Where(one => one.StartsWith(Version, StringComparison.Ordinal)).Select(Decode).ToList();
        var head = Encoding.UTF8.GetBytes($"{headers.Id}.{headers.Timestamp}.");
        var right = false;
        foreach (var secret in _secrets)
        {
            var expected = Sign(secret, head, body);
            foreach (var signature in given)
            {
                right |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return right;
    }

    private static byte[] Sign(WebhookSecret secret, byte[] head, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        hmac.AppendData(head);
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    /// <summary>What is not base64 is a signature that never fits.</summary>
    private static byte[] Decode(string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature[Version.Length..], bytes, out var length) ? bytes[..length] : [];
    }
}
