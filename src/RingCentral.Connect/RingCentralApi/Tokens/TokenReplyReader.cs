using System.Globalization;
using System.Text.Json;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>Reads a token reply. Numbers may come as text and ids as numbers: RingCentral's documents disagree (RINGCENTRAL 3, 8).</summary>
internal static class TokenReplyReader
{
    /// <summary>The reply, or null where it is incomplete: cut off, no JSON, no access token or no lifetime.</summary>
    public static TokenReply? Read(ReadOnlyMemory<byte> body, DateTimeOffset askedAt)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, askedAt);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is neither valid UTF-8 nor UTF-16.
            return null;
        }
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, DateTimeOffset)"/>
    public static TokenReply? Read(JsonElement reply, DateTimeOffset askedAt)
    {
        if (reply.ValueKind != JsonValueKind.Object
            || Text(reply, "access_token") is not { } accessToken
            || Seconds(reply, "expires_in") is not { } expiresIn)
        {
            return null;
        }

        return new TokenReply
        {
            AskedAt = askedAt,
            AccessToken = new AccessToken(accessToken),
            RefreshToken = Text(reply, "refresh_token") is { } refreshToken ? new RefreshToken(refreshToken) : null,
            ExpiresIn = expiresIn,
            RefreshTokenExpiresIn = Seconds(reply, "refresh_token_expires_in"),
            Scope = Text(reply, "scope") ?? "",
            OwnerId = Text(reply, "owner_id"),
            EndpointId = Text(reply, "endpoint_id"),
            SessionId = Text(reply, "session_id"),
            SessionExpiresIn = Seconds(reply, "session_expires_in"),
            SessionIdleTimeout = Seconds(reply, "session_idle_timeout"),
        };
    }

    private static string? Text(JsonElement reply, string name)
    {
        if (!reply.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            // PostgreSQL holds no text with U+0000: a reply that had one could never be stored.
            JsonValueKind.String when value.GetString() is { Length: > 0 } text && !text.Contains('\0') => text,
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    /// <summary>
    /// A lifetime. An answer that RingCentral repeats may report what is left of it (RINGCENTRAL 4, row 8): nothing left is still a whole
    /// reply, and its refresh token the only way on.
    /// </summary>
    private static TimeSpan? Seconds(JsonElement reply, string name) =>
        decimal.TryParse(Text(reply, name), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= int.MaxValue
            ? TimeSpan.FromSeconds((long)Math.Max(0, seconds))
            : null;
}
