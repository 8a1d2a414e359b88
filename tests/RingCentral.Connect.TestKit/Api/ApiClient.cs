using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Xunit;

namespace RingCentral.Connect.TestKit.Api;

/// <summary>The HTTP API as an app would call it.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(Uri service, string key)
    {
        Key = key;
        _http = new HttpClient { BaseAddress = new Uri(service, "api/v1/") };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    /// <summary>For tests whose client is another.</summary>
    public string Key { get; }

    public Task<ApiAnswer> GetTokenAsync(string connectionId, string query = "") => SendAsync(HttpMethod.Get, $"connections/{connectionId}/token{query}");

    public Task<ApiAnswer> GetTokenByExternalIdAsync(string externalId) =>
        SendAsync(HttpMethod.Get, $"connections/by-external-id/{Uri.EscapeDataString(externalId)}/token");

    public Task<ApiAnswer> GetConnectionAsync(string connectionId) => SendAsync(HttpMethod.Get, $"connections/{connectionId}");

    public Task<ApiAnswer> GetConnectionByExternalIdAsync(string externalId) =>
        SendAsync(HttpMethod.Get, $"connections/by-external-id/{Uri.EscapeDataString(externalId)}");

    public Task<ApiAnswer> PatchConnectionAsync(string connectionId, object patch) =>
        SendAsync(HttpMethod.Patch, $"connections/{connectionId}", JsonContent.Create(patch, patch.GetType(), new MediaTypeHeaderValue("application/merge-patch+json")));

    public Task<ApiAnswer> DisconnectAsync(string connectionId) => SendAsync(HttpMethod.Post, $"connections/{connectionId}/disconnect");

    public Task<ApiAnswer> ConnectByJwtAsync(string externalId, string assertion, object? metadata = null) =>
        SendAsync(HttpMethod.Post, "connections/jwt", JsonContent.Create(new { external_id = externalId, assertion, metadata }));

    /// <summary>The answer is JSON lines, one for each line sent.</summary>
    public Task<ApiAnswer> ImportAsync(IEnumerable<string> lines) =>
        SendAsync(HttpMethod.Post, "connections/import", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));

    /// <summary>A POST that creates, which may be sent again.</summary>
    /// <param name="path">Below <c>/api/v1/</c>.</param>
    /// <param name="body">Becomes JSON.</param>
    /// <param name="idempotencyKey">The same for each sending.</param>
    public Task<ApiAnswer> CreateAsync(string path, object body, string idempotencyKey) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body, body.GetType()), idempotencyKey);

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer(response.StatusCode, text, response.Headers.ETag?.ToString(), $"{method} {path}") { RetryAfter = response.Headers.RetryAfter?.Delta };
    }

    public void Dispose() => _http.Dispose();
}
