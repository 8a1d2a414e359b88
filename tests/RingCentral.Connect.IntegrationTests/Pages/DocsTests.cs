using System.Net;
using AngleSharp;
using RingCentral.Connect.Api.Description;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages;

public sealed class DocsTests(LiveFixture live) : IClassFixture<LiveFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_tells_every_call_with_its_fields_and_problems_and_needs_no_script()
    {
        using var http = new HttpClient { BaseAddress = live.Node.Url };
        using var response = await http.GetAsync("docs", Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var browsing = BrowsingContext.New(Configuration.Default);
        using var page = await browsing.OpenAsync(async request => request.Content(await response.Content.ReadAsStringAsync(Cancelled)), Cancelled);

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.All(page.QuerySelectorAll("link[href], img[src], a[href]"), element => Assert.Matches("^(/|#)", element.GetAttribute("href") ?? element.GetAttribute("src")));
        Assert.Equal(ApiCalls.All.Select(call => call.Id).Order(), page.QuerySelectorAll("[data-testid=operation]").Select(operation => operation.Id!).Order());
        var token = page.GetElementById("getToken")!;
        Assert.Contains("GET /api/v1/connections/{id}/token", token.TextContent, StringComparison.Ordinal);
        Assert.Contains("tokens:read", token.TextContent, StringComparison.Ordinal);
        Assert.Contains("min_ttl", token.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var words = token.QuerySelectorAll("tbody th code").Select(code => code.TextContent).ToHashSet();
        Assert.Superset(new HashSet<string> { "expires_at", "generation", "server_url", ProblemCodes.ReauthorizationRequired, ProblemCodes.HoldInForce, ProblemCodes.InvalidApiKey }, words);
        Assert.Contains("\"access_token\": ", token.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_is_posted_to_changes_nothing()
    {
        using var http = new HttpClient { BaseAddress = live.Node.Url };
        using var response = await http.PostAsync("docs", null, Cancelled);
        Assert.False(response.IsSuccessStatusCode);
    }
}
