using System.Collections.Concurrent;
using Microsoft.Playwright;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>What a page of somebody else may do with a person's browser: not show ours in a frame, and not post our forms.</summary>
[Collection(nameof(SharedInstallation))]
public sealed class FramingTests(WalkFixture fixture, BrowserFixture browser) : BrowserTest(browser)
{
    private const string Maud = "311872001";
    private const string Harmless = "/harmless";
    private const string Framing = "/framing";

    private readonly ConcurrentQueue<string> _refusals = new();

    private Uri Service => fixture.Node.Url;

    [Fact]
    public async Task No_page_is_shown_in_a_frame_not_even_in_one_of_our_own()
    {
        var (id, reconnect) = await fixture.LoseAsync(Maud, "framed");
        await Person.OpenAsync(await fixture.ManageAsync(id));
        string[] pages = [.. await PagesAsync(Guid.Parse(id), reconnect)];
        Person.Page.Console += (_, message) => _refusals.Enqueue(message.Text);
        await AnswerAsync(Harmless, "<p>Harmless</p>");
        await AnswerAsync(Framing, string.Concat(pages.Append(Harmless).Select(page => $"<iframe src=\"{page}\"></iframe>")));

        await Person.Page.GotoAsync(new Uri(Service, Framing).AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });

        var shown = Person.Page.Frames.Skip(1).Select(frame => frame.Url).Where(url => url.StartsWith(Service.AbsoluteUri, StringComparison.Ordinal));
        Assert.Equal(new Uri(Service, Harmless).AbsoluteUri, Assert.Single(shown));
        Assert.Equal(pages.Length, _refusals.Count(text => text.Contains("frame-ancestors 'none'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Form_on_somebody_elses_page_ends_no_connection()
    {
        var id = await fixture.Node.AddAsync();
        await Person.OpenAsync(await fixture.ManageAsync(id.ToString()));
        await Person.Find("mine").WaitForAsync();
        await Person.Page.RouteAsync("http://evil.example.com/", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html",
            Body = $"<form method=\"post\" action=\"{new Uri(Service, "/connections/me?handler=Disconnect")}\"><button>A prize</button></form>",
        }));

        await Person.OpenAsync(new Uri("http://evil.example.com/"));
        await Person.Page.RunAndWaitForResponseAsync(() => Person.Page.GetByRole(AriaRole.Button).ClickAsync(), response => response.Url.StartsWith(Service.AbsoluteUri, StringComparison.Ordinal));

        Assert.Equal(Data.Connections.ConnectionState.Active, (await fixture.Node.ConnectionAsync(id)).State);
    }

    /// <summary>Every page that an end user can come to, each where it would show something.</summary>
    private async Task<IEnumerable<string>> PagesAsync(Guid id, Uri reconnect) =>
    [
        "/", "/nowhere", "/connected", "/connections/me", "/docs", "/admin/sign-in/AAAA",
        (await fixture.InviteAsync("framed-too")).AbsolutePath,
        reconnect.AbsolutePath[..^"/start".Length],
        fixture.Node.Get<ProblemTickets>().PathFor(new ConnectProblem(ProblemKind.Failed, "K7QD-2M4X")),
        fixture.Node.Get<UnsubscribeLinks>().For(id).AbsolutePath,
    ];

    private async Task AnswerAsync(string path, string html) =>
        await Person.Page.RouteAsync(new Uri(Service, path).AbsoluteUri, route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = html }));
}
