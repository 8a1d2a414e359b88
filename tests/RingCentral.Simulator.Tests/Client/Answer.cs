using System.Net;
using System.Text.Json;

namespace RingCentral.Simulator.Tests.Client;

/// <summary>An answer as RingCentral's documents describe it: a token reply, an OAuth error, or an API error.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public bool Ok => Status == HttpStatusCode.OK;

    public JsonElement Json => JsonElement.Parse(Text);

    public string AccessToken => Json.GetProperty("access_token").GetString()!;

    public string RefreshToken => Json.GetProperty("refresh_token").GetString()!;

    public string SessionId => Json.GetProperty("session_id").GetString()!;

    public int ExpiresIn => Json.GetProperty("expires_in").GetInt32();

    public int RefreshExpiresIn => Json.GetProperty("refresh_token_expires_in").GetInt32();

    public string? Error => Json.TryGetProperty("error", out var error) ? error.GetString() : null;

    /// <summary>The nested, specific code.</summary>
    public string? Code => Json.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("errorCode").GetString() : null;

    public (string Access, string Refresh) Pair => (AccessToken, RefreshToken);

    public bool Has(string field)
    {
        return Json.TryGetProperty(field, out _);
    }

    public string? Header(string name)
    {
        return Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
    }
}
