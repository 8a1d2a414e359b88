using System.Net;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>Somebody who follows a reconnect link to its end.</summary>
internal static class Reconnect
{
    public static async Task FollowAsync(Uri link, SimulatorControl simulator, string ownerId)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var leave = await LocationAsync(browser, new Uri(link + "/start"));
        var query = leave.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        var end = await LocationAsync(browser, await simulator.AuthorizeAsync(ownerId, query));
        Assert.StartsWith("/connected", end.OriginalString, StringComparison.Ordinal);
    }

    private static async Task<Uri> LocationAsync(HttpClient browser, Uri address)
    {
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        return response.Headers.Location ?? throw new HttpRequestException($"{address.AbsolutePath}: {(int)response.StatusCode} without a redirect");
    }
}
