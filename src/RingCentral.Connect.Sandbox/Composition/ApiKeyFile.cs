using System.Net;
using System.Net.Http.Headers;
using RingCentral.Connect.Sandbox.Files;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>The sandbox shows the same API key at every start: unlike a real deployment it may keep it, readable for its owner alone.</summary>
internal sealed class ApiKeyFile(string path, HttpClient http, Uri serviceUrl)
{
    public async Task<string> GetAsync(ServiceProgram service, CancellationToken cancellationToken)
    {
        if (File.Exists(path) && (await File.ReadAllTextAsync(path, cancellationToken)).Trim() is var kept && await IsKnownAsync(kept, cancellationToken))
        {
            return kept;
        }

        var made = await service.CreateApiKeyAsync(cancellationToken);
        await using var writer = PrivateFiles.OpenText(path);
        await writer.WriteLineAsync(made.AsMemory(), cancellationToken);
        return made;
    }

    // A connection that cannot exist: 404 for who may ask, 401 for who may not.
    private async Task<bool> IsKnownAsync(string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(serviceUrl, $"api/v1/connections/{Guid.Empty}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound;
    }
}
