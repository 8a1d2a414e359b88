using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>The control API of a simulator, wherever it runs.</summary>
public sealed class SimulatorControl(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url, "_control/") };
    private readonly HttpClient _api = new() { BaseAddress = url };

    public Uri Url { get; } = url;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Makes sessions of new users; each line is ready for import.</summary>
    /// <param name="count">How many.</param>
    /// <param name="clientId">Of which application; null is the one that is built in.</param>
    public async Task<IReadOnlyList<string>> SeedAsync(int count, string? clientId = null) => Lines(await PostAsync("seed", new { count, client_id = clientId }));

    /// <param name="app">Like <c>new { client_id = "desk", client_secret = "…", any_loopback_redirect_uri = true }</c>.</param>
    public Task AddAppAsync(object app) => PostAsync("apps", app);

    /// <summary>Where the browser would have been sent after sign-in and consent.</summary>
    public async Task<Uri> AuthorizeAsync(string ownerId, IReadOnlyDictionary<string, string> query)
    {
        using var answer = JsonDocument.Parse(await PostAsync("authorize", new { user = ownerId, query }));
        return new Uri(answer.RootElement.GetProperty("location").GetString()!);
    }

    /// <summary>A JWT credential of a user, as the developer console makes it.</summary>
    public async Task<string> JwtAsync(string ownerId, TimeSpan? expiresIn = null, params string[] clientIds)
    {
        var time = expiresIn?.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
        using var answer = JsonDocument.Parse(await PostAsync("jwt", new { user = ownerId, expires_in = time, client_ids = clientIds }));
        return answer.RootElement.GetProperty("assertion").GetString()!;
    }

    /// <summary>As when the user revokes the credential in the console.</summary>
    public Task RevokeJwtAsync(string assertion) => PostAsync("jwt/revoke", new { assertion });

    /// <param name="ownerId">Whose.</param>
    /// <param name="action"><c>end-sessions</c>, <c>disable</c>, <c>delete</c>, …</param>
    public Task DoAsync(string ownerId, string action) => PostAsync($"users/{ownerId}/{action}", new { });

    /// <summary>As when the account's administrator sets how long a session of a user may last, counted from its sign-in.</summary>
    public Task LimitSessionsAsync(string ownerId, TimeSpan absolute) =>
        PostAsync($"users/{ownerId}/set-timeouts", new { absolute = absolute.ToString("c", System.Globalization.CultureInfo.InvariantCulture) });

    /// <param name="switches">An object whose members are named like the switches: <c>new { access_token_lifetime = "00:00:20" }</c>.</param>
    public async Task SwitchAsync(object switches)
    {
        using var response = await _http.PutAsJsonAsync("switches", switches, Cancelled);
        await ReadAsync(response);
    }

    /// <param name="fault">Like <c>new { kind = "lose_reply", grant = "refresh_token", count = 1 }</c>.</param>
    public Task AddFaultAsync(object fault) => PostAsync("faults", fault);

    public async Task ClearFaultsAsync()
    {
        using var response = await _http.DeleteAsync("faults", Cancelled);
        await ReadAsync(response);
    }

    public Task AdvanceAsync(TimeSpan time) => PostAsync("clock", new { advance = time.ToString("c", System.Globalization.CultureInfo.InvariantCulture) });

    public Task<JsonElement> CountersAsync() => GetAsync("counters");

    /// <param name="query">Like <c>?owner_id=…&amp;path=…</c>.</param>
    public Task<JsonElement> RequestsAsync(string query = "") => GetAsync("requests" + query);

    /// <summary>Sessions and the ages of their tokens; those that have not ended, where <paramref name="alive"/> is true.</summary>
    public async Task<IReadOnlyList<JsonElement>> SessionsAsync(bool alive) =>
        [.. (await GetAsync(alive ? "sessions?alive=true" : "sessions?alive=false")).GetProperty("data").EnumerateArray()];

    public async Task<IReadOnlyList<JsonElement>> SessionsOfAsync(string ownerId) =>
        [.. (await GetAsync($"sessions?owner_id={ownerId}")).GetProperty("data").EnumerateArray()];

    /// <summary>The owner ids of all users, an ordinary enabled one first.</summary>
    public async Task<IReadOnlyList<string>> OwnerIdsAsync() =>
        [.. (await GetAsync("users")).GetProperty("data").EnumerateArray().Select(user => user.GetProperty("owner_id").GetString()!)];

    /// <summary>The text of every token and every authorization code that was ever issued.</summary>
    public async Task<IReadOnlyList<string>> TokensAsync()
    {
        using var response = await _http.GetAsync("tokens", Cancelled);
        return [.. Lines(await ReadAsync(response)).Select(TokenText)];
    }

    /// <summary>What RingCentral's API says to an access token.</summary>
    public async Task<int> CallExtensionAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "restapi/v1.0/account/~/extension/~");
        request.Headers.Authorization = new("Bearer", accessToken);
        using var response = await _api.SendAsync(request, Cancelled);
        return (int)response.StatusCode;
    }

    public void Dispose()
    {
        _http.Dispose();
        _api.Dispose();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string TokenText(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("text").GetString()!;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
        return text;
    }

    private async Task<string> PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body, Cancelled);
        return await ReadAsync(response);
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path, Cancelled);
        using var json = JsonDocument.Parse(await ReadAsync(response));
        return json.RootElement.Clone();
    }
}
