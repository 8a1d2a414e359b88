using System.Buffers.Text;
using System.Text.Json;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>Looks into a JWT without believing it: RingCentral alone verifies what it says.</summary>
internal static class JwtClaims
{
    private const int Parts = 3;

    /// <summary>The extension id of the user whose JWT it is; null where it cannot be read.</summary>
    public static string? SubjectOf(JwtAssertion assertion)
    {
        var parts = assertion.Reveal().Split('.');
        if (parts.Length != Parts)
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return claims.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.TryGetProperty("sub", out var subject)
                ? subject.ValueKind switch
                {
                    JsonValueKind.String => subject.GetString(),
                    JsonValueKind.Number => subject.GetRawText(),
                    _ => null,
                }
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
