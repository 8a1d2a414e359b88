using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Authorize;

/// <summary>RINGCENTRAL section 2, as the person at the browser sees it.</summary>
public sealed class SignInPageTests
{
    private const string Start = $"/restapi/oauth/authorize?response_type=code&client_id=sandbox-client&redirect_uri={World.Callback}&state=s1";

    [Fact]
    public async Task Person_signs_in_allows_and_lands_at_the_application()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);

        var signIn = await browser.OpenAsync(Start);
        var consent = await browser.PressAsync("/login", "user", World.Maud);
        var landing = await browser.PressAsync("/consent", "decision", "allow");

        Assert.Contains($"data-testid=\"user-{World.Maud}\"", signIn.Text, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"consent-allow\"", consent.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, landing.Status);
        var query = World.Query(landing.Message.Headers.Location!);
        Assert.Equal("s1", query["state"]);
        var session = await world.Client.RedeemAsync(query["code"], World.Callback);
        Assert.Equal(World.Maud, session.Json.GetProperty("owner_id").GetString());
    }

    [Fact]
    public async Task Person_denies()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);
        await browser.OpenAsync(Start);
        await browser.PressAsync("/login", "user", World.Ines);

        var landing = await browser.PressAsync("/consent", "decision", "deny");

        Assert.Equal("access_denied", World.Query(landing.Message.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Authorize_by_post_shows_the_same_page()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);
        await browser.OpenAsync(Start);

        var byPost = await world.Client.PostAsync("/restapi/oauth/authorize",
            ("response_type", "code"), ("client_id", "sandbox-client"), ("redirect_uri", World.Callback));

        Assert.Contains($"data-testid=\"user-{World.Ines}\"", byPost.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_in_person_is_asked_again_by_default_and_not_with_prompt_none()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);
        var unknown = await browser.OpenAsync(Start + "&prompt=none");
        await browser.OpenAsync(Start);
        await browser.PressAsync("/login", "user", World.Ines);

        var asked = await browser.OpenAsync(Start);
        var silent = await browser.OpenAsync(Start + "&prompt=none");
        var consentOnly = await browser.OpenAsync(Start + "&prompt=consent");
        await world.ActAsync(World.Ines, "change-password");
        var afterwards = await browser.OpenAsync(Start + "&prompt=none");

        Assert.Equal("login_required", World.Query(unknown.Message.Headers.Location!)["error"]);
        Assert.Contains("Who is signing in", asked.Text, StringComparison.Ordinal);
        Assert.Contains("code", World.Query(silent.Message.Headers.Location!).Keys);
        Assert.Contains("consent-allow", consentOnly.Text, StringComparison.Ordinal);
        Assert.Equal("login_required", World.Query(afterwards.Message.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Prompt_none_that_would_need_consent_is_interaction_required()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);
        await browser.OpenAsync(Start);
        await browser.PressAsync("/login", "user", World.Ines);
        await world.SetAsync(new { deny_at_consent = true });

        var silent = await browser.OpenAsync(Start + "&prompt=none");

        Assert.Equal("interaction_required", World.Query(silent.Message.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Login_hint_puts_the_user_first()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);

        var page = await browser.OpenAsync(Start + "&login_hint=maud.ferreby@example.com");

        Assert.True(page.Text.IndexOf($"user-{World.Maud}", StringComparison.Ordinal) < page.Text.IndexOf($"user-{World.Ines}", StringComparison.Ordinal));
        Assert.Contains("autofocus", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Queue, "OAU-163")]
    [InlineData("no-such-user", "no such user")]
    public async Task Sign_in_that_is_refused_says_why_on_the_page(string user, string reason)
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);
        await browser.OpenAsync(Start);

        var page = await browser.PressAsync("/login", "user", user);

        Assert.Contains(reason, page.Text, StringComparison.Ordinal);
        Assert.Contains("data-testid=\"problem\"", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_strict_and_encode_what_they_are_given()
    {
        await using var world = await World.StartAsync();
        using var browser = new Browser(world.Server);

        var page = await browser.OpenAsync(Start + "&login_hint=%3Cscript%3Ealert(1)%3C/script%3E");
        var problem = await browser.OpenAsync("/restapi/oauth/authorize?client_id=%3Cb%3E");

        var policy = page.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", problem.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, problem.Status);
    }
}
