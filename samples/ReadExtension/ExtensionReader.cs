using System.Net.Http.Json;
using RingCentral.Connect.Client;

namespace ReadExtension;

/// <summary>Calls RingCentral. Nothing here knows of tokens: the client puts them on.</summary>
internal sealed class ExtensionReader(HttpClient http)
{
    /// <summary>The user's own extension.</summary>
    public async Task<Extension> ReadAsync(string user, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "restapi/v1.0/account/~/extension/~").ForExternalId(user);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Extension>(cancellationToken))!;
    }
}

/// <summary>What is read of an extension.</summary>
internal sealed record Extension(string Name, string ExtensionNumber);
