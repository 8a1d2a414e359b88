using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Somebody's browser, without a screen: keeps cookies, and follows a redirect only when told to.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _service;

    public Browser(Uri service)
    {
        _service = service;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The same person at another node.</summary>
    public Browser At(Uri service)
    {
        var other = new Browser(service);
        foreach (Cookie cookie in Cookies.GetAllCookies())
        {
            other.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", service.Host));
        }

        return other;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> OpenAsync(Uri address) => await _http.GetAsync(new Uri(_service, address), Cancelled);

    public Task<HttpResponseMessage> OpenAsync(string path) => OpenAsync(new Uri(_service, path));

    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await _http.PostAsync(new Uri(_service, path), content, Cancelled);
    }

    /// <summary>Presses "Continue": the authorization request that RingCentral gets.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StartAsync(string path = "/connect/start")
    {
        using var response = await OpenAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return QueryHelpers.ParseQuery(response.Headers.Location!.Query).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
    }

    /// <summary>Signs in and consents at RingCentral; the callback's address, not yet opened.</summary>
    public async Task<Uri> ConsentAsync(SimulatorControl simulator, string ownerId, string path = "/connect/start") =>
        await simulator.AuthorizeAsync(ownerId, await StartAsync(path));

    /// <summary>Opens an address and what it redirects to; the test ids on the last page with one of their attributes.</summary>
    public async Task<string?> LandAsync(Uri address, string testId, string attribute)
    {
        var html = await LandAsync(address);
        return new HtmlParser().ParseDocument(html).QuerySelector($"[data-testid={testId}]")?.GetAttribute(attribute);
    }

    public async Task<string> LandAsync(Uri address)
    {
        var response = await OpenAsync(address);
        for (var hops = 0; hops < 5 && response.Headers.Location is { } next; hops++)
        {
            response = await OpenAsync(next);
        }

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }

    public Task<string?> ProblemAsync(Uri address) => LandAsync(address, "problem", "data-problem");

    public Task<string?> ConnectedAsync(Uri address) => LandAsync(address, "connected", "data-connection-id");

    public void Dispose() => _http.Dispose();
}
