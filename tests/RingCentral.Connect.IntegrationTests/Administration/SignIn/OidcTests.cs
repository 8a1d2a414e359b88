using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.SignIn;

/// <summary>Signing in at a provider, which the simulator is.</summary>
public sealed class OidcTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    private const string Start = "/admin/sign-in/oidc";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Sign_in_page_offers_the_provider_beside_the_link()
    {
        using var person = new Administrator(Node);

        var page = await person.ReadAsync("/admin/sign-in?from=%2Fadmin%2Faudit");

        Assert.Equal("/admin/sign-in/oidc?from=%2Fadmin%2Faudit", page.QuerySelector("[data-testid=sign-in-oidc]")?.GetAttribute("href"));
        Assert.Contains("admin sign-in-link", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Way_to_the_provider_asks_for_a_code_with_PKCE_and_for_nothing_else()
    {
        using var browser = new Browser(Node.Url);

        var asked = await browser.StartAsync(Start);

        Assert.Equal(("code", "S256", "sandbox-client", "openid profile email"), (asked["response_type"], asked["code_challenge_method"], asked["client_id"], asked["scope"]));
        Assert.Equal(new Uri(Node.Url, "/admin/sign-in/callback").AbsoluteUri, asked["redirect_uri"]);
        Assert.False(asked.ContainsKey("response_mode"));
        Assert.NotEmpty(asked["nonce"]);
    }

    [Theory]
    [InlineData(OidcFixture.Admin, "admin", "Tomas Okonedo")]
    [InlineData(OidcFixture.Viewer, "viewer", "Ines Castellan")]
    [InlineData(OidcFixture.Colleague, "viewer", "Idris Vale")]
    public async Task Person_gets_the_role_that_the_provider_tells_of(string owner, string role, string name)
    {
        using var browser = new Browser(Node.Url);

        using var response = await SignInAsync(browser, owner);
        var page = await browser.LandAsync(response.Headers.Location!);

        Assert.Contains($">{name}<", page, StringComparison.Ordinal);
        Assert.Equal(role == "admin", page.Contains("/admin/jobs", StringComparison.Ordinal));
        await using var context = await Node.ContextAsync();
        var session = await context.AdminSessions.AsNoTracking().OrderByDescending(row => row.Id).FirstAsync(row => row.Subject == owner, Cancelled);
        Assert.Equal((name, SignInMethod.OpenIdConnect, role), (session.Name, session.Method, session.Role.ToString().ToLowerInvariant()));
        Assert.Equal(TimeSpan.FromHours(8), session.EndsAt - session.CreatedAt);
    }

    [Fact]
    public async Task Person_lands_where_they_wanted_to_go_and_nowhere_else()
    {
        using var browser = new Browser(Node.Url);
        using var there = await SignInAsync(browser, OidcFixture.Admin, Start + "?from=%2Fadmin%2Faudit%3Fwho%3Da");
        using var elsewhere = await SignInAsync(browser, OidcFixture.Admin, Start + "?from=%2F%2Fevil.example.com");

        Assert.Equal("/admin/audit?who=a", there.Headers.Location!.OriginalString);
        Assert.Equal("/admin", elsewhere.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Cookie_holds_no_token_and_no_name()
    {
        using var browser = new Browser(Node.Url);
        using var response = await SignInAsync(browser, OidcFixture.Admin);

        var cookies = browser.Cookies.GetAllCookies().ToList();

        var cookie = Assert.Single(cookies, cookie => cookie.Name == "connect-admin");
        Assert.InRange(cookie.Value.Length, 1, 400);
        Assert.True(cookie.HttpOnly);
        Assert.DoesNotContain(cookies, left => left.Name.Contains("Nonce", StringComparison.Ordinal) || left.Name.Contains("Correlation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_who_is_no_administrator_is_told_who_they_are_and_whom_to_ask()
    {
        using var browser = new Browser(Node.Url);
        using var response = await SignInAsync(browser, OidcFixture.Stranger);

        var page = await browser.LandAsync(response.Headers.Location!);

        foreach (var part in new[] { "You may not see this dashboard", "Wren Halloran", "wren.halloran@example.com", OidcFixture.Stranger, "Administration:Oidc:Viewers" })
        {
            Assert.Contains(part, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Wren", response.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "connect-admin");
    }

    [Fact]
    public async Task Callback_counts_once_and_in_the_browser_where_it_began()
    {
        using var browser = new Browser(Node.Url);
        using var other = new Browser(Node.Url);
        var callback = await browser.ConsentAsync(fixture.Simulator, OidcFixture.Admin, Start);

        Assert.Equal("stale", await other.LandAsync(callback, "sign-in-problem", "data-problem"));
        using var first = await browser.OpenAsync(callback);
        Assert.Equal("/admin", first.Headers.Location!.OriginalString);
        Assert.Equal("stale", await browser.LandAsync(callback, "sign-in-problem", "data-problem"));
    }

    [Fact]
    public async Task No_of_the_person_is_told_as_such()
    {
        using var browser = new Browser(Node.Url);
        var asked = await browser.StartAsync(Start);

        var callback = new Uri($"{asked["redirect_uri"]}?error=access_denied&state={Uri.EscapeDataString(asked["state"])}");

        Assert.Equal("denied", await browser.LandAsync(callback, "sign-in-problem", "data-problem"));
    }

    [Theory]
    [InlineData("--Administration:Oidc:ClientSecret=wrong", "misconfigured")]
    [InlineData("--Administration:Oidc:ClientSecret=", "misconfigured")]
    public async Task Fault_of_the_registration_is_told_as_such(string setting, string problem)
    {
        await using var node = await fixture.NodeAsync([.. OidcFixture.SettingsFor(fixture.RingCentral), setting]);
        await node.StartAsync();
        using var browser = new Browser(node.Url);

        using var response = await SignInAsync(browser, OidcFixture.Admin);

        Assert.Equal(problem, await browser.LandAsync(response.Headers.Location!, "sign-in-problem", "data-problem"));
    }

    [Fact]
    public async Task Provider_that_does_not_answer_is_told_as_such()
    {
        await using var node = await fixture.NodeAsync(OidcFixture.SettingsFor(VaultFixture.Nowhere));
        await node.StartAsync();
        using var browser = new Browser(node.Url);

        Assert.Equal("unreachable", await browser.LandAsync(new Uri(Start, UriKind.Relative), "sign-in-problem", "data-problem"));
    }

    [Fact]
    public async Task Ticket_that_is_not_ours_leads_back_to_the_sign_in()
    {
        using var browser = new Browser(Node.Url);

        using var response = await browser.OpenAsync("/admin/sign-in/problem/AAAA");

        Assert.Equal((HttpStatusCode.Redirect, "/admin/sign-in"), (response.StatusCode, response.Headers.Location!.OriginalString));
    }

    private async Task<HttpResponseMessage> SignInAsync(Browser browser, string owner, string path = Start)
    {
        var callback = await browser.ConsentAsync(fixture.Simulator, owner, path);
        var response = await browser.OpenAsync(callback);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response;
    }
}
