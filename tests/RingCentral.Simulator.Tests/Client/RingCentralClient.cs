using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace RingCentral.Simulator.Tests.Client;

/// <summary>
/// A client written from RingCentral's documentation alone; it shares no code with the simulator and knows nothing of its control API.
/// </summary>
internal sealed class RingCentralClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _clientId;
    private readonly string? _secret;

    public RingCentralClient(Uri server, string clientId = "sandbox-client", string? secret = "sandbox-secret")
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
        (_clientId, _secret) = (clientId, secret);
    }

    public HttpClient Http => _http;

    /// <summary>The challenge of RFC 7636, S256.</summary>
    public static string Challenge(string verifier)
    {
        return Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public Task<Answer> RedeemAsync(string code, string redirectUri, params (string Name, string Value)[] more)
    {
        return TokenAsync([("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri), .. more]);
    }

    public Task<Answer> RefreshAsync(string refreshToken, params (string Name, string Value)[] more)
    {
        return TokenAsync([("grant_type", "refresh_token"), ("refresh_token", refreshToken), .. more]);
    }

    public Task<Answer> PresentAsync(string assertion, params (string Name, string Value)[] more)
    {
        return TokenAsync([("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion), .. more]);
    }

    public Task<Answer> TokenAsync(params (string Name, string Value)[] fields)
    {
        return PostAsync("/restapi/oauth/token", fields);
    }

    public Task<Answer> RevokeAsync(string token)
    {
        return PostAsync("/restapi/oauth/revoke", ("token", token));
    }

    public Task<Answer> MeAsync(string accessToken)
    {
        return GetAsync("/restapi/v1.0/account/~/extension/~", accessToken);
    }

    public async Task<Answer> GetAsync(string path, string? accessToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = accessToken is null ? null : new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync(request);
    }

    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var form = fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToList();
        if (_secret is null)
        {
            // A public client names itself in the body and sends no Authorization header.
            form.Add(KeyValuePair.Create("client_id", _clientId));
        }
        else if (fields.All(field => field.Name != "client_assertion"))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_clientId}:{_secret}")));
        }

        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    public void Dispose()
    {
        _http.Dispose();
    }
}
