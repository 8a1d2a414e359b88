using System.Net;
using Microsoft.Playwright;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Mail.Unsubscribing;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Tour;

/// <summary>Every page of end users is looked at in a real browser: nothing too wide, too heavy, unreadable, or refused by the Content-Security-Policy.</summary>
public sealed class PageTourTests(TourFixture fixture, BrowserFixture browser) : BrowserTest(browser), IClassFixture<TourFixture>
{
    public static TheoryData<string> Problems => [.. Enum.GetNames<ProblemKind>()];

    private ServiceNode Node => fixture.Node;

    [Theory]
    [InlineData("home", "/")]
    [InlineData("home-german", "/?lang=de")]
    [InlineData("not-found", "/nowhere/at/all")]
    public Task Page_that_everybody_can_open(string name, string path) => LookAtAsync(new Uri(Node.Url, path), name);

    [Theory]
    [InlineData("connect", "")]
    [InlineData("connect-german", "?lang=de")]
    public async Task Page_that_asks_to_connect(string name, string query)
    {
        using var api = await ApiAsync();
        var (_, path) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "Maya Okonjo, Brightwater Dental", return_url = "https://app.example.com/back" });

        await LookAtAsync(new Uri(Node.Url, path + query), name);
    }

    [Fact]
    public async Task Page_that_asks_to_sign_in_again()
    {
        var id = await AddAsync((connection, _) => (connection.State, connection.Reason, connection.RingCentralCode) = (ConnectionState.NeedsReauthorization, StateReason.TokenRevoked, "OAU-211"));
        using var api = await ApiAsync();
        var link = (await api.GetAsync($"connections/{id}")).MustBe(200).Json.GetProperty("reconnect_url").GetString()!;

        await LookAtAsync(new Uri(link), "reconnect");
    }

    [Theory]
    [InlineData("reconnect-early", "", 20, "Your connection to RingCentral ends soon")]
    [InlineData("reconnect-early-german", "?lang=de", 20, "Ihre Verbindung zu RingCentral endet bald")]
    [InlineData("reconnect-still", "", 2000, "You are connected to RingCentral")]
    public async Task Page_that_asks_to_sign_in_while_all_is_well_yet(string name, string query, int hoursLeft, string title)
    {
        var id = await AddAsync((_, session) => session.SessionExpiresAt = Node.Now.AddHours(hoursLeft));
        var link = Node.Get<ReconnectLinks>().StartFor(await Node.ConnectionAsync(id))!.AbsolutePath[..^"/start".Length];

        await LookAtAsync(new Uri(Node.Url, link + query), name);

        Assert.Equal(title, await Person.Page.TitleAsync());
        Assert.DoesNotMatch("Not connected|Nicht verbunden|ended the link", await Person.Page.Locator("main").InnerTextAsync());
    }

    [Theory]
    [InlineData("unsubscribe", "", "No more reminders?")]
    [InlineData("unsubscribe-german", "?lang=de", "Keine Erinnerungen mehr?")]
    public async Task Page_that_ends_reminders(string name, string query, string title)
    {
        var link = Node.Get<UnsubscribeLinks>().For(await AddAsync((_, _) => { }));

        await LookAtAsync(new Uri(link + query), name);
        Assert.Equal(title, await Person.Page.TitleAsync());
        await Person.Page.GetByRole(AriaRole.Button).ClickAsync();
        await Person.Page.Locator("[data-testid=unsubscribe][data-outcome=ended]").WaitForAsync();
        Assert.NotEqual(title, await Person.Page.TitleAsync());
        Assert.Equal(query.Length > 0 ? "de" : "en", await Person.Page.Locator("html").GetAttributeAsync("lang"));
        await LookAtAsync(new Uri(Node.Url, "/mail/unsubscribe/AAAA" + query), $"{name}-invalid");
    }

    [Fact]
    public async Task Page_that_says_that_all_went_well()
    {
        await OpenMineAsync(await AddAsync((_, _) => { }));

        await LookAtAsync(new Uri(Node.Url, "/connected"), "connected");
    }

    [Theory]
    [InlineData("healthy", ConnectionState.Active, null)]
    [InlineData("at-risk", ConnectionState.Active, null)]
    [InlineData("needs-user", ConnectionState.NeedsReauthorization, StateReason.SessionEnded)]
    [InlineData("blocked", ConnectionState.Blocked, StateReason.UserDisabled)]
    [InlineData("disconnected", ConnectionState.Disconnected, null)]
    [InlineData("pending", ConnectionState.Pending, null)]
    public async Task Page_of_a_persons_own_connection(string name, ConnectionState state, StateReason? reason)
    {
        var id = await AddAsync((connection, session) =>
        {
            (connection.State, connection.Reason) = (state, reason);
            session.Failures = name == "at-risk" ? 2 : 0;
        });
        await TellAsync(id);
        await OpenMineAsync(id);

        await LookAtAsync(new Uri(Node.Url, "/connections/me"), $"mine-{name}");
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Page_of_a_problem(string kind)
    {
        var problem = new ConnectProblem(Enum.Parse<ProblemKind>(kind), "K7QD-2M4X")
        {
            Code = kind == nameof(ProblemKind.Misconfigured) ? "OAU-109" : null,
            StartAgain = "/connect/start",
            BackToApp = "https://app.example.com/back?status=failed",
            EndedAt = Node.Now,
            Expected = new ProblemPerson("Maya Okonjo", "204"),
            Actual = new ProblemPerson("Tomas Reyes", "117"),
        };

        await LookAtAsync(new Uri(Node.Url, Node.Get<ProblemTickets>().PathFor(problem)), $"problem-{SnakeCase.Write(problem.Kind)}");
    }

    private Task LookAtAsync(Uri address, string name) => new Sight(Person).LookAtAsync(address, name);

    private async Task<RawApi> ApiAsync() => new(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };

    private Task<Guid> AddAsync(Action<Connection, Session> change) => Node.AddAsync((connection, session) =>
    {
        (connection.OwnerName, connection.ExtensionNumber, connection.OwnerEmail) = ("Maya Okonjo", "204", "maya@brightwater.example.com");
        connection.Scope = "ReadAccounts ReadCallLog SMS";
        change(connection, session);
    });

    private async Task OpenMineAsync(Guid id)
    {
        using var api = await ApiAsync();
        var link = (await api.SendAsync(HttpMethod.Post, $"connections/{id}/manage-link")).MustBe((int)HttpStatusCode.OK).Json.GetProperty("manage_url").GetString()!;
        await Person.OpenAsync(new Uri(link));
    }

    /// <summary>A history in which everything happens once.</summary>
    private Task TellAsync(Guid id) => fixture.Database.ExecuteAsync(
        $"""
        INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor, reason)
        SELECT '{id}', 100 + n, 'connection.' || kind, now() - (20 - n) * interval '1 day', who, CASE WHEN kind IN ('reauthorization_required', 'blocked') THEN 'session_ended' END
          FROM (VALUES (1, 'connected', 'user'), (2, 'changed', 'api:test'), (3, 'rotation_failed', 'system'), (4, 'rotation_resumed', 'system'), (5, 'blocked', 'system'),
                       (6, 'recovered', 'system'), (7, 'reauthorization_required', 'system'), (8, 'reconnected', 'user'), (9, 'imported', 'api:test'), (10, 'disconnected', 'user')) AS e (n, kind, who)
        """);
}
