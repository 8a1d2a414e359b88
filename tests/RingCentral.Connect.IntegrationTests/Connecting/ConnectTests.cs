using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting;

/// <summary>The authorization-code flow, each test with somebody of their own.</summary>
public sealed class ConnectTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private const string Ines = "256440016";
    private const string Tomas = "256440017";
    private const string Wren = "256440018";
    private const string Pavel = "256440019";
    private const string Maud = "311872001";
    private const string Idris = "311872002";
    private readonly Browser _browser = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Authorization_request_has_state_PKCE_and_the_exact_redirect_URI()
    {
        var query = await _browser.StartAsync();

        Assert.Equal(("code", "sandbox-client", "S256"), (query["response_type"], query["client_id"], query["code_challenge_method"]));
        Assert.Equal(new Uri(Node.Url, "/callback/ringcentral").AbsoluteUri, query["redirect_uri"]);
        Assert.Equal(43, query["code_challenge"].Length);
        Assert.NotEmpty(query["state"]);
        Assert.DoesNotContain("scope", query.Keys);
        Assert.NotEqual(query["code_challenge"], (await _browser.StartAsync())["code_challenge"]);
    }

    [Fact]
    public async Task Somebody_who_consents_is_connected_and_no_cookie_or_address_holds_a_token()
    {
        var id = await _browser.ConnectedAsync(await _browser.ConsentAsync(fixture.Simulator, Ines));

        var token = (await fixture.Api.GetTokenAsync(id!)).MustBe(HttpStatusCode.OK);
        Assert.Equal(($"ringcentral:{Ines}", Ines), (token["external_id"], token["owner_id"]));
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
        Assert.Equal("Ines Castellan", (await Node.ConnectionAsync(Guid.Parse(id!))).OwnerName);
        Assert.All(_browser.Cookies.GetAllCookies(), cookie =>
        {
            Assert.True(cookie.HttpOnly);
            Assert.DoesNotContain(token["access_token"], cookie.Value, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Somebody_whose_extension_may_not_be_read_is_connected_by_owner_id()
    {
        var id = await _browser.ConnectedAsync(await _browser.ConsentAsync(fixture.Simulator, Pavel));

        Assert.Equal((Pavel, null), ((await Node.ConnectionAsync(Guid.Parse(id!))).OwnerId, (await Node.ConnectionAsync(Guid.Parse(id!))).OwnerName));
    }

    [Fact]
    public async Task Somebody_who_denies_is_told_so_with_or_without_state()
    {
        foreach (var echoed in new[] { true, false })
        {
            await fixture.Simulator.SwitchAsync(new { deny_at_consent = true, state_on_denial = echoed });
            var callback = await _browser.ConsentAsync(fixture.Simulator, Wren);
            await fixture.Simulator.SwitchAsync(new { deny_at_consent = false, state_on_denial = true });

            Assert.Equal("denied", await _browser.ProblemAsync(callback));
        }

        (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{Wren}")).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
    }

    [Fact]
    public async Task Callback_works_once_and_only_in_the_browser_that_started_it()
    {
        var callback = await _browser.ConsentAsync(fixture.Simulator, Tomas);
        using var other = new Browser(Node.Url);

        Assert.Equal("unknown_attempt", await other.ProblemAsync(callback));
        (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{Tomas}")).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");

        Assert.NotNull(await _browser.ConnectedAsync(callback));
        Assert.Equal("unknown_attempt", await _browser.ProblemAsync(callback));
        Assert.Equal("active", (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{Tomas}"))["state"]);
    }

    [Theory]
    [InlineData("state", "tampered")]
    [InlineData("code", "expired")]
    public async Task Callback_that_was_tampered_with_stores_nothing(string parameter, string problem)
    {
        var callback = await _browser.ConsentAsync(fixture.Simulator, Maud);
        var query = QueryHelpers.ParseQuery(callback.Query).ToDictionary(item => item.Key, item => (string?)item.Value.ToString());
        var value = query[parameter]!;
        query[parameter] = value[..10] + (value[10] == 'A' ? 'B' : 'A') + value[11..];

        Assert.Equal(problem, await _browser.ProblemAsync(new Uri(QueryHelpers.AddQueryString(callback.GetLeftPart(UriPartial.Path), query))));

        (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{Maud}")).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
    }

    [Fact]
    public async Task App_that_issues_no_refresh_tokens_is_explained_and_the_session_is_ended()
    {
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = false });
        var callback = await _browser.ConsentAsync(fixture.Simulator, Idris);

        var problem = await _browser.ProblemAsync(callback);
        await fixture.Simulator.SwitchAsync(new { issue_refresh_tokens = true });

        Assert.Equal("no_refresh_token", problem);
        (await fixture.Api.GetConnectionByExternalIdAsync($"ringcentral:{Idris}")).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
    }

    [Fact]
    public async Task Reconnect_link_brings_the_same_connection_back_once_and_only_for_its_user()
    {
        var id = (await _browser.ConnectedAsync(await _browser.ConsentAsync(fixture.Simulator, Ines)))!;
        await Node.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));
        await fixture.Simulator.DoAsync(Ines, "end-sessions");
        var link = new Uri((await fixture.Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required")["reconnect_url"]);

        Assert.Equal("other_user", await _browser.ProblemAsync(await _browser.ConsentAsync(fixture.Simulator, Maud, link.AbsolutePath + "/start")));
        Assert.Contains("Sign in to RingCentral again", await _browser.LandAsync(link), StringComparison.Ordinal);
        Assert.Equal(ConnectionState.NeedsReauthorization, (await Node.ConnectionAsync(Guid.Parse(id))).State);

        Assert.Equal(id, await _browser.ConnectedAsync(await _browser.ConsentAsync(fixture.Simulator, Ines, link.AbsolutePath + "/start")));
        (await fixture.Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        Assert.Equal("link_spent", await _browser.ProblemAsync(link));
        Assert.Equal("link_invalid", await _browser.ProblemAsync(new Uri(Node.Url, "/reconnect/nonsense")));
    }

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return ValueTask.CompletedTask;
    }
}
