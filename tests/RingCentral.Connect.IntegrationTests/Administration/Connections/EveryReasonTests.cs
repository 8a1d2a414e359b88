using System.Net;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.Connections;

/// <summary>
/// Every state and reason that RingCentral can bring a connection into, made by pressing the buttons of the simulator's control page, and what a support person reads out then:
/// nothing that only whoever built this would understand.
/// </summary>
public sealed class EveryReasonTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private const string Ines = "256440016";

    private static readonly string[] Jargon = ["token", "oauth", "refresh", "session", "rotat", "grant", "401", "OAU"];

    private readonly HttpClient _page = new(new HttpClientHandler { AllowAutoRedirect = false });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync()
    {
        await PressAsync("user", ("owner_id", Ines), ("action", "restore"));
        await PressAsync("timeouts", ("owner_id", Ines), ("absolute", "0"), ("idle", "0"));
        await PressAsync("clear-faults");

        // The mass brake would hold back the last of them.
        await fixture.Database.ExecuteAsync("DELETE FROM terminal_answers");
    }

    public ValueTask DisposeAsync()
    {
        _page.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("change-password", ConnectionState.NeedsReauthorization, StateReason.TokenRevoked, "Somebody at your company")]
    [InlineData("end-sessions", ConnectionState.NeedsReauthorization, StateReason.TokenRevoked, "Somebody at your company")]
    [InlineData("delete", ConnectionState.NeedsReauthorization, StateReason.UserDeleted, "does not know your user any more")]
    [InlineData("close-account", ConnectionState.NeedsReauthorization, StateReason.AccountClosed, "does not know your company's account any more")]
    [InlineData("disable", ConnectionState.Blocked, StateReason.UserDisabled, "your user is switched off")]
    [InlineData("suspend-account", ConnectionState.Blocked, StateReason.AccountClosed, "account is suspended")]
    [InlineData("restrict-network", ConnectionState.Blocked, StateReason.NetworkPolicy, "keeps us out because of where we ask from")]
    public async Task What_is_done_to_a_user(string action, ConnectionState state, StateReason reason, string said)
    {
        var id = await ConnectAsync();

        await PressAsync("user", ("owner_id", Ines), ("action", action));
        await AskAsync(id);

        await MustBeAsync(id, state, reason, said);
    }

    [Theory]
    [InlineData("OAU-210", StateReason.TokenExpired, "was not renewed in time")]
    [InlineData("OAU-213", StateReason.SessionEnded, "the password was changed")]
    [InlineData("OAU-141", StateReason.UserDisabled, "has to switch it on first")]
    [InlineData("OAU-105", StateReason.Other, "RingCentral refuses your connection")]
    public async Task What_RingCentral_answers(string code, StateReason reason, string said)
    {
        var id = await ConnectAsync();

        await PressAsync("fault", ("kind", "status"), ("owner_id", Ines), ("error_code", code), ("grant", "refresh_token"), ("count", ""));
        await AskAsync(id);

        await MustBeAsync(id, ConnectionState.NeedsReauthorization, reason, said);
    }

    [Fact]
    public async Task Absolute_timeout_comes_near_and_passes()
    {
        await PressAsync("timeouts", ("owner_id", Ines), ("absolute", "12:00:00"), ("idle", "0"));
        var id = await ConnectAsync();
        await MustBeAsync(id, ConnectionState.Active, null, "yours ends on");

        await PressAsync("timeouts", ("owner_id", Ines), ("absolute", "00:00:02"), ("idle", "0"));
        await ConnectAsync();
        await Eventually.TrueAsync(async () => Node.Now > (await Node.SessionAsync(id)).SessionExpiresAt);
        await AskAsync(id);

        await MustBeAsync(id, ConnectionState.NeedsReauthorization, StateReason.AbsoluteTimeout, "and yours is over");
    }

    [Fact]
    public async Task RingCentral_that_does_not_answer_is_a_risk_and_no_end()
    {
        var id = await ConnectAsync();

        await PressAsync("fault", ("kind", "status"), ("owner_id", Ines), ("status", "503"), ("grant", "refresh_token"), ("count", ""));
        await AskAsync(id);

        await MustBeAsync(id, ConnectionState.Active, null, "RingCentral does not answer us as it should");
    }

    [Fact]
    public async Task Credential_that_is_not_accepted_any_more()
    {
        var jwt = await fixture.Simulator.JwtAsync(Ines);
        var id = Guid.Parse((await fixture.Api.ConnectByJwtAsync("background", jwt)).MustBe(HttpStatusCode.Created)["id"]);

        await PressAsync("user", ("owner_id", Ines), ("action", "end-sessions"));
        await PressAsync("fault", ("kind", "status"), ("owner_id", Ines), ("error_code", "OAU-473"), ("grant", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("count", ""));
        await AskAsync(id);

        await MustBeAsync(id, ConnectionState.NeedsReauthorization, StateReason.JwtInvalid, "has to make a new one in RingCentral's developer console");
    }

    private async Task<Guid> ConnectAsync()
    {
        using var browser = new Browser(Node.Url);
        return Guid.Parse((await browser.ConnectedAsync(await browser.ConsentAsync(fixture.Simulator, Ines)))!);
    }

    /// <summary>The promise of the token that apps have is over, and an app asks for another.</summary>
    private async Task AskAsync(Guid id)
    {
        await Node.ChangeAsync(id, session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));
        await fixture.Api.GetTokenAsync(id.ToString());
    }

    private async Task MustBeAsync(Guid id, ConnectionState state, StateReason? reason, string said)
    {
        var connection = await Node.ConnectionAsync(id);
        Assert.Equal((state, reason), (connection.State, connection.Reason));
        using var admin = await Administrator.SignInAsync(Node);
        var sentence = (await admin.ReadAsync($"/admin/connections/{id}")).Read("[data-testid=sentence]");
        Assert.Contains(said, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(Jargon, word => sentence.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends a form of the control page, as a browser would.</summary>
    private async Task PressAsync(string form, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _page.PostAsync(new Uri(fixture.RingCentral, $"_control/page/{form}"), content, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
