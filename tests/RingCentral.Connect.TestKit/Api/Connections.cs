using System.Net;
using System.Text.Json;
using RingCentral.Connect.TestKit.Waiting;

namespace RingCentral.Connect.TestKit.Api;

/// <summary>What tests ask and await of connections, in the words of the API.</summary>
public static class Connections
{
    /// <summary>Imports lines as the simulator seeds them; gives the ids in the order of the lines.</summary>
    public static async Task<IReadOnlyList<string>> ImportedIdsAsync(this ApiClient api, IReadOnlyList<string> lines)
    {
        var answer = (await api.ImportAsync(lines)).MustBe(HttpStatusCode.OK);
        var results = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. results.Select(line => Member(line, "connection_id"))];
    }

    public static string Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out var value) ? value.ToString() : throw new KeyNotFoundException($"No '{name}' in {json}");
    }

    public static async Task<string> StateAsync(this ApiClient api, string connectionId) =>
        (await api.GetConnectionAsync(connectionId)).MustBe(HttpStatusCode.OK)["state"];

    public static async Task<int> GenerationAsync(this ApiClient api, string connectionId) =>
        (await api.GetConnectionAsync(connectionId)).MustBe(HttpStatusCode.OK).Json.GetProperty("generation").GetInt32();

    /// <summary>Waits for keep-alive to rotate; a look at the connection asks for no token.</summary>
    public static Task<int> RotatedBeyondAsync(this ApiClient api, string connectionId, int generation, TimeSpan? within = null) =>
        Eventually.GetAsync(() => api.GenerationAsync(connectionId), now => now > generation, within ?? TimeSpan.FromSeconds(60), $"rotated beyond generation {generation}");

    public static Task<string> BecameAsync(this ApiClient api, string connectionId, string state, TimeSpan? within = null) =>
        Eventually.GetAsync(() => api.StateAsync(connectionId), now => now == state, within ?? TimeSpan.FromSeconds(60), $"became {state}");
}
