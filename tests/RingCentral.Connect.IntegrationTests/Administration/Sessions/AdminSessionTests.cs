using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.Sessions;

/// <summary>Sessions of administrators: listed, ended, refused everywhere.</summary>
public sealed class AdminSessionTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Link_works_once_and_gives_its_role()
    {
        var link = await Node.Get<SignInLinks>().CreateAsync(AdminRole.Viewer, Cancelled);
        using var person = new Administrator(Node);

        using var first = await person.SubmitAsync(link.AbsolutePath, "form");
        using var again = new Administrator(Node);
        using var second = await again.SubmitAsync(link.AbsolutePath, "form");

        Assert.Equal("/admin", first.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await person.StatusOfAsync("/admin"));
        Assert.Equal(HttpStatusCode.Redirect, await again.StatusOfAsync("/admin"));
        Assert.Equal(HttpStatusCode.Forbidden, await person.StatusOfAsync("/admin/jobs"));
    }

    [Fact]
    public async Task Session_that_was_ended_is_refused_on_every_node_within_seconds()
    {
        using var admin = await Administrator.SignInAsync(Node);
        using var other = await Administrator.SignInAsync(Node);
        using var elsewhere = other.Browser.At(fixture.Second.Url);
        var id = await LatestAsync();
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.OpenAsync("/admin")).StatusCode);

        using var ended = await admin.SubmitAsync("/admin/sessions", $"tr[data-session-id='{id}'] form");

        Assert.Equal("/admin/sessions?ended=1", ended.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, await other.StatusOfAsync("/admin"));
        await Eventually.TrueAsync(async () => (await elsewhere.OpenAsync("/admin")).StatusCode == HttpStatusCode.Redirect, TimeSpan.FromSeconds(10), "the other node refuses it");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_the_cookie_alone()
    {
        using var person = await Administrator.SignInAsync(Node);
        var cookies = person.Browser.Cookies.GetCookieHeader(Node.Url);

        using var response = await person.SubmitAsync("/admin/sessions", "form[action='/admin/sign-out']");

        Assert.Equal("/admin/sign-in", response.Headers.Location!.OriginalString);
        using var stolen = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        stolen.DefaultRequestHeaders.Add("Cookie", cookies);
        Assert.Equal(HttpStatusCode.Redirect, (await stolen.GetAsync(new Uri(Node.Url, "/admin"), Cancelled)).StatusCode);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        using var person = await Administrator.SignInAsync(Node);
        var before = await LatestAsync();
        var link = await Node.Get<SignInLinks>().CreateAsync(AdminRole.Viewer, Cancelled);

        using var response = await person.SubmitAsync(link.AbsolutePath, ".main form");

        await using var context = await Node.ContextAsync();
        Assert.NotNull((await context.AdminSessions.AsNoTracking().SingleAsync(row => row.Id == before, Cancelled)).EndedAt);
        Assert.Equal(HttpStatusCode.Forbidden, await person.StatusOfAsync("/admin/jobs"));
    }

    [Fact]
    public async Task Session_ends_by_itself()
    {
        using var person = await Administrator.SignInAsync(fixture.Second);
        var id = await LatestAsync();
        await fixture.Database.ExecuteAsync($"UPDATE admin_sessions SET ends_at = now() - interval '1 second' WHERE id = '{id}'");

        await Eventually.TrueAsync(async () => await person.StatusOfAsync("/admin") == HttpStatusCode.Redirect, TimeSpan.FromSeconds(10), "it is refused");
    }

    [Fact]
    public async Task Viewer_sees_and_ends_only_sessions_of_their_own()
    {
        using var admin = await Administrator.SignInAsync(Node);
        var adminId = await LatestAsync();
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);
        var own = await LatestAsync();

        var page = await viewer.ReadAsync("/admin/sessions");
        var rows = page.QuerySelectorAll("[data-testid=session]").Select(row => row.GetAttribute("data-session-id")).ToList();
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var refused = await viewer.Browser.PostAsync("/admin/sessions?handler=End", new Dictionary<string, string> { ["id"] = adminId.ToString(), ["__RequestVerificationToken"] = token });

        Assert.Equal([own.ToString()], rows);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await admin.StatusOfAsync("/admin"));
    }

    [Fact]
    public async Task All_others_end_at_once()
    {
        using var admin = await Administrator.SignInAsync(Node);
        using var other = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        using var response = await admin.SubmitAsync("/admin/sessions", "[data-testid=others-form]");

        Assert.StartsWith("/admin/sessions?ended=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await admin.StatusOfAsync("/admin"));
        Assert.Equal(HttpStatusCode.Redirect, await other.StatusOfAsync("/admin"));
    }

    [Fact]
    public async Task Last_seen_is_written_once_a_minute()
    {
        using var person = await Administrator.SignInAsync(Node);
        var id = await LatestAsync();
        await fixture.Database.ExecuteAsync($"UPDATE admin_sessions SET last_seen_at = last_seen_at - interval '2 minutes', address = '203.0.113.7' WHERE id = '{id}'");

        // A node that has not read the row yet.
        using var elsewhere = person.Browser.At(fixture.Second.Url);
        using var response = await elsewhere.OpenAsync("/admin/sessions");

        await using var context = await Node.ContextAsync();
        var session = await context.AdminSessions.AsNoTracking().SingleAsync(row => row.Id == id, Cancelled);
        Assert.InRange(Node.Now - session.LastSeenAt, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Script_without_a_session_is_told_and_not_redirected()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("Accept", "text/event-stream");

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri(Node.Url, "/admin"), Cancelled)).StatusCode);
    }

    private async Task<Guid> LatestAsync()
    {
        await using var context = await Node.ContextAsync();
        return await context.AdminSessions.OrderByDescending(row => row.CreatedAt).Select(row => row.Id).FirstAsync(Cancelled);
    }
}
