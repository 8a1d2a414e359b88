using System.Net;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>Somebody who connects, or connects again: from the service to RingCentral and back, with cookies of their own.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <summary>Signs in and consents; false where the service explains a problem instead.</summary>
    public async Task<bool> ConnectAsync(Uri service, SimulatorControl simulator, string ownerId)
    {
        var leave = await LocationAsync(new Uri(service, "connect/start"));
        var query = leave.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        var back = await simulator.AuthorizeAsync(ownerId, query);
        return (await LocationAsync(back)).OriginalString.StartsWith("/connected", StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> LocationAsync(Uri address)
    {
        using var response = await _http.GetAsync(address, TestContext.Current.CancellationToken);
        return response.Headers.Location ?? throw new HttpRequestException($"{address.AbsolutePath}: {(int)response.StatusCode} without a redirect");
    }
}
