using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;

/// <summary><c>require_completion</c>: nobody is connected until the app has said whose browser it was.</summary>
public sealed class CompletionTests(ConnectSessionFixture fixture) : IClassFixture<ConnectSessionFixture>, IAsyncLifetime
{
    private readonly RawApi _api = new(fixture.Node.Url);

    private ServiceNode Node => fixture.Node;

    public async ValueTask InitializeAsync() => _api.Authorization = "Bearer " + await Node.CreateKeyAsync();

    public ValueTask DisposeAsync()
    {
        _api.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Finished_flow_is_pending_without_a_cookie_or_an_id_until_the_app_confirms()
    {
        var owner = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (path, code, told) = await FinishAsync(browser, "pending", owner);

        Assert.False(told.ContainsKey("connection_id"));
        Assert.DoesNotContain(browser.Cookies.GetCookies(Node.Url).Select(cookie => cookie.Name), name => name.Contains("person", StringComparison.Ordinal));
        var pending = (await _api.GetAsync("connections/by-external-id/pending")).MustBe(200).Json;
        Assert.Equal("pending", pending.GetProperty("state").GetString());
        (await _api.GetAsync($"connections/{pending.GetProperty("id").GetString()}/token")).MustBe(409, "connection_pending");
        Assert.Equal("pending", (await fixture.StatusAsync(path)).GetProperty("status").GetString());

        var confirmed = (await CompleteAsync(code, "pending")).MustBe(200).Json;

        Assert.Equal(("active", pending.GetProperty("id").GetString()), (confirmed.GetProperty("state").GetString(), confirmed.GetProperty("id").GetString()));
        var token = (await _api.GetAsync($"connections/{pending.GetProperty("id").GetString()}/token")).MustBe(200).Json;
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token.GetProperty("access_token").GetString()!));
        (await CompleteAsync(code, "pending")).MustBeInvalid("completion_code");
        Assert.Equal("connected", (await fixture.StatusAsync(path)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Victim_who_was_lured_into_an_attackers_link_connects_nobody()
    {
        var victim = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (_, code, _) = await FinishAsync(browser, "attacker", victim);

        // The code came to the victim's browser, in which the app knows the victim.
        (await CompleteAsync(code, "victim")).MustBe(409, "completion_mismatch");

        (await CompleteAsync(code, "attacker")).MustBeInvalid("completion_code");
        (await _api.GetAsync("connections/by-external-id/attacker")).MustBe(404);
        await RevokedAsync(victim);
    }

    [Fact]
    public async Task What_is_not_confirmed_in_time_is_revoked_and_leaves_no_connection()
    {
        var owner = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (_, code, _) = await FinishAsync(browser, "forgotten", owner);

        await fixture.Database.ExecuteAsync("UPDATE connect_sessions SET complete_by = now() - interval '1 second' WHERE external_id = 'forgotten'");

        await RevokedAsync(owner);
        (await CompleteAsync(code, "forgotten")).MustBeInvalid("completion_code");
        (await _api.GetAsync("connections/by-external-id/forgotten")).MustBe(404);
        await using var context = await Node.ContextAsync();
        var row = await context.ConnectSessions.AsNoTracking().SingleAsync(session => session.ExternalId == "forgotten", TestContext.Current.CancellationToken);
        Assert.Null(row.Ciphertext);
    }

    [Fact]
    public async Task Reconnect_that_waits_for_confirmation_leaves_the_working_connection_alone()
    {
        var owner = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = "working" });
        var id = await browser.ConnectedAsync(await fixture.FollowAsync(browser, path, owner));
        var before = (await Node.SessionAsync(Guid.Parse(id!))).Key;

        var (_, code, _) = await FinishAsync(browser, "working", owner);
        Assert.Equal(before, (await Node.SessionAsync(Guid.Parse(id!))).Key);
        (await _api.GetAsync($"connections/{id}/token")).MustBe(200);

        Assert.Equal(id, (await CompleteAsync(code, "working")).MustBe(200).Json.GetProperty("id").GetString());
        Assert.NotEqual(before, (await Node.SessionAsync(Guid.Parse(id!))).Key);
    }

    [Fact]
    public async Task Two_confirmations_at_once_keep_one_session_and_revoke_none_of_it()
    {
        var owner = await fixture.SomebodyAsync();
        using var browser = new Browser(Node.Url);
        var (_, code, _) = await FinishAsync(browser, "twice", owner);

        var answers = await Task.WhenAll(CompleteAsync(code, "twice"), CompleteAsync(code, "twice"), CompleteAsync(code, "twice"));

        Assert.Single(answers, answer => answer.Status == 200);
        var id = answers.Single(answer => answer.Status == 200).Json.GetProperty("id").GetString();
        var token = (await _api.GetAsync($"connections/{id}/token")).MustBe(200).Json.GetProperty("access_token").GetString()!;
        Assert.DoesNotContain(await Node.RevocationsAsync(), revocation => revocation.Cause is "invitation_spent" or "not_completed");
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token));
    }

    [Theory]
    [InlineData("""{"external_id":"a"}""", "completion_code")]
    [InlineData("""{"completion_code":"x","external_id":"a"}""", "completion_code")]
    [InlineData("""{"completion_code":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","external_id":"a"}""", "completion_code")]
    [InlineData("""{"completion_code":"x"}""", "external_id")]
    public async Task Confirmation_that_is_not_valid_names_the_field(string body, string field) =>
        (await _api.SendAsync(HttpMethod.Post, "connect-sessions/complete", body)).MustBeInvalid(field);

    private async Task<(string Path, string Code, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Told)> FinishAsync(Browser browser, string externalId, string owner)
    {
        var (_, path) = await ConnectSessionFixture.InviteAsync(_api, new { external_id = externalId, return_url = ConnectSessionFixture.ReturnUrl, require_completion = true });
        var told = QueryHelpers.ParseQuery((await fixture.FollowAsync(browser, path, owner)).Query);
        return (path, told["completion_code"].ToString(), told);
    }

    private Task<RawAnswer> CompleteAsync(string code, string externalId) =>
        _api.SendAsync(HttpMethod.Post, "connect-sessions/complete", JsonSerializer.Serialize(new { completion_code = code, external_id = externalId }));

    /// <summary>The seeded session of the user stays; the one that the flow opened goes.</summary>
    private Task RevokedAsync(string owner) => Eventually.PassesAsync(
        async () => Assert.Equal(1, await fixture.LiveSessionsAsync(owner)), TimeSpan.FromSeconds(40));
}
