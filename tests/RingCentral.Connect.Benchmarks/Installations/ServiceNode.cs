using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Benchmarks.Installations;

/// <summary>A node of the service.</summary>
internal sealed class ServiceNode(ChildProcess process, Uri url) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan StartedWithin { get; set; }

    public long ResidentBytes
    {
        get
        {
            using var seen = Process.GetProcessById(process.Id);
            return seen.WorkingSet64;
        }
    }

    /// <summary>A client of the HTTP API.</summary>
    public HttpClient CreateClient(string apiKey)
    {
        var http = new HttpClient { BaseAddress = new Uri(url, "api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        return http;
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await IsReadyAsync(http, patience.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    public Uri Url => url;

    /// <summary>Imports sessions as JSON lines.</summary>
    /// <returns>The ids of the connections, in order.</returns>
    public async Task<IReadOnlyList<string>> ImportAsync(string apiKey, string lines, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        using var body = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await http.PostAsync(new Uri("/api/v1/connections/import", UriKind.Relative), body, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadAsStringAsync(cancellationToken);
        if (answer.Contains("\"rejected\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("A session was not imported.");
        }

        return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("connection_id").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        await process.KillAsync();
        await process.DisposeAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
