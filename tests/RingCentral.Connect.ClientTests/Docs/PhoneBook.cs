using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingCentral.Connect.Client;

namespace RingCentral.Connect.ClientTests.Docs;

public sealed class PhoneBook(HttpClient http)
{
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        // RingCentralConnect:Address and RingCentralConnect:ApiKey
        services.AddRingCentralConnect(configuration.GetSection("RingCentralConnect"));
        services.AddHttpClient<PhoneBook>().AddRingCentralConnectToken();
    }

    public async Task<string> ReadAsync(string externalId, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "restapi/v1.0/account/~/extension/~").ForExternalId(externalId);
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (ReauthorizationRequiredException exception)
        {
            return $"Sign in again: {exception.ReconnectUrl}";
        }
        catch (RingCentralConnectUnavailableException exception)
        {
            return $"Try again in {exception.RetryAfter ?? TimeSpan.FromMinutes(1)}";
        }
    }
}
