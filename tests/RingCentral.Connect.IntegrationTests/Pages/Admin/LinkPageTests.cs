using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Admin;

/// <summary>Connect links as administrators make, watch and end them.</summary>
public sealed class LinkPageTests(ConnectSessionFixture fixture) : IClassFixture<ConnectSessionFixture>
{
    private const string Path = "/admin/connect-links";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Link_that_is_made_by_hand_connects_its_user_and_tells_so()
    {
        var owner = await fixture.SomebodyAsync();
        using var admin = await Administrator.SignInAsync(Node);
        var link = await MakeAsync(admin, ("externalId", "by-hand"), ("loginHint", "+14155550100"), ("returnUrl", ""), ("minutes", "1440"));
        using var person = new Browser(Node.Url);
        Assert.Equal("+14155550100", (await person.StartAsync($"{link}/start"))["login_hint"]);

        Assert.NotNull(await person.ConnectedAsync(await fixture.FollowAsync(person, link, owner)));

        var row = (await admin.ReadAsync($"{Path}?for=by-hand")).Read("[data-testid=link]");
        Assert.Contains("Connected", row, StringComparison.Ordinal);
        Assert.Contains("by ", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_that_is_ended_leads_nowhere_and_an_attempt_under_way_keeps_nothing()
    {
        var owner = await fixture.SomebodyAsync();
        using var admin = await Administrator.SignInAsync(Node);
        var link = await MakeAsync(admin, ("externalId", "ended"), ("minutes", "30"));
        using var person = new Browser(Node.Url);
        var callback = await person.ConsentAsync(fixture.Simulator, owner, $"{link}/start");

        using var ended = await admin.SubmitAsync($"{Path}?for=ended", "[data-testid=link] form");

        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal("link_used", await person.ProblemAsync(callback));
        Assert.Equal("link_expired", await person.ProblemAsync(new Uri(link, UriKind.Relative)));
        Assert.Equal("link_expired", await person.ProblemAsync(new Uri($"{link}/start", UriKind.Relative)));
        Assert.Equal("expired", (await fixture.StatusAsync(link)).GetProperty("status").GetString());
        await using var context = await Node.ContextAsync();
        Assert.False(await context.Connections.AnyAsync(row => row.ExternalId == "ended", Cancelled));
        Assert.True(await context.AuditRecords.AnyAsync(row => row.Action == "connect_session.ended", Cancelled));
    }

    [Theory]
    [InlineData("", "", "30", "The external id")]
    [InlineData("ok", "https://evil.example.com/back", "30", "The return address")]
    [InlineData("ok", "", "999999", "Choose how long")]
    public async Task Link_that_cannot_be_made_says_why(string externalId, string returnUrl, string minutes, string fault)
    {
        using var admin = await Administrator.SignInAsync(Node);

        using var response = await admin.SubmitAsync(Path, "[data-testid=new-form]", ("externalId", externalId), ("returnUrl", returnUrl), ("minutes", minutes));

        Assert.Contains(fault, (await Administrator.ParseAsync(response)).Read("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_goes_on_where_the_page_ends_and_a_viewer_sees_no_secret_and_no_button()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        for (var number = 0; number < 51; number++)
        {
            await ConnectSessionFixture.InviteAsync(api, new { external_id = "many" });
        }

        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);
        var page = await viewer.ReadAsync($"{Path}?for=many");
        var next = await viewer.ReadAsync(page.QuerySelector("[data-testid=older]")!.GetAttribute("href")!);

        Assert.Equal((50, 1), (page.QuerySelectorAll("[data-testid=link]").Length, next.QuerySelectorAll("[data-testid=link]").Length));
        Assert.Null(next.QuerySelector("[data-testid=older]"));
        Assert.Empty(page.QuerySelectorAll(".main form[method=post]"));
        Assert.DoesNotContain("/connect/", page.Source.Text, StringComparison.Ordinal);
    }

    private static async Task<string> MakeAsync(Administrator admin, params (string, string)[] fields)
    {
        using var made = await admin.SubmitAsync(Path, "[data-testid=new-form]", fields);
        var page = await Administrator.ParseAsync(made);
        return new Uri(page.QuerySelector("[data-testid=new-link]")!.GetAttribute("value")!).AbsolutePath;
    }
}
