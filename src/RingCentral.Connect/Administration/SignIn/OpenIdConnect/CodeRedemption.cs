using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>Redeems a code with the client's id and secret in the header: the one way that RFC 6749 demands of every provider.</summary>
internal static class CodeRedemption
{
    /// <summary>What the provider answered; an answer that cannot be read is an error like one that it names.</summary>
    public static async Task<OpenIdConnectMessage> SendAsync(OpenIdConnectMessage request, HttpClient http, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, request.TokenEndpoint);
        message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Encode(request.ClientId, request.ClientSecret));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Content = new FormUrlEncodedContent(request.Parameters.Where(parameter => parameter.Key is not ("client_secret" or "client_id")));
        using var response = await http.SendAsync(message, cancellationToken);
        var answer = Read(await response.Content.ReadAsStringAsync(cancellationToken));
        return response.IsSuccessStatusCode || answer.Error is not null ? answer : new OpenIdConnectMessage { Error = $"http_{(int)response.StatusCode}" };
    }

    private static OpenIdConnectMessage Read(string body)
    {
        try
        {
            return new OpenIdConnectMessage(body);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return new OpenIdConnectMessage { Error = "unreadable_answer" };
        }
    }

    /// <summary>Both are form-encoded first (RFC 6749, 2.3.1).</summary>
    private static string Encode(string clientId, string clientSecret) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(clientSecret)}"));
}
