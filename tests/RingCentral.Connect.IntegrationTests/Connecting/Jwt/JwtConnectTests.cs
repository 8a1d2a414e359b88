using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Revocations;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.Jwt;

public sealed class JwtConnectTests(LiveFixture fixture) : IClassFixture<LiveFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.Simulator.ClearFaultsAsync();
        await Node.NothingIsDueAsync();
        await ForgetTroubleAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Jwt_makes_a_connection_whose_token_works()
    {
        var user = await JwtUser.NewAsync(fixture);

        var answer = (await fixture.Api.ConnectByJwtAsync(user.ExternalId, user.Assertion, new { purpose = "faxes" })).MustBe(HttpStatusCode.Created);

        Assert.Equal(("jwt", "active", user.ExternalId), (answer["kind"], answer["state"], answer["external_id"]));
        Assert.Equal(user.OwnerId, answer.Json.GetProperty("owner").GetProperty("id").GetString());
        Assert.Equal("faxes", answer.Json.GetProperty("metadata").GetProperty("purpose").GetString());
        var token = (await fixture.Api.GetTokenAsync(answer["id"])).MustBe(HttpStatusCode.OK);
        Assert.Equal(200, await fixture.Simulator.CallExtensionAsync(token["access_token"]));
        Assert.Equal((EventTypes.Connected, "api:test"), Assert.Single((await Node.EventsAsync(Guid.Parse(answer["id"]))).Select(told => (told.Type, told.Actor))));
        Assert.Equal(user.Assertion, (await Node.Get<JwtCredentialStore>().FindAsync(Guid.Parse(answer["id"]), Cancelled))!.Reveal());
        Assert.Equal(0, await OpenAsksAsync());
    }

    [Theory]
    [InlineData("garbage", "OAU-331", "jwt_invalid")]
    [InlineData("forged", "OAU-345", "jwt_invalid")]
    [InlineData("symmetric", "OAU-347", "jwt_invalid")]
    [InlineData("restricted", "OAU-473", "jwt_invalid")]
    [InlineData("unticked", "OAU-251", "jwt_invalid")]
    [InlineData("expired", "OAU-210", "token_expired")]
    [InlineData("revoked", "OAU-211", "token_revoked")]
    [InlineData("disabled", "OAU-141", "user_disabled")]
    [InlineData("kept-out", "OAU-167", "network_policy")]
    public async Task Refused_jwt_stores_nothing_and_is_told_in_its_own_words(string flaw, string code, string reason)
    {
        var user = await JwtUser.NewAsync(fixture);

        var answer = (await fixture.Api.ConnectByJwtAsync(user.ExternalId, await SpoilAsync(user, flaw))).MustBeProblem(HttpStatusCode.UnprocessableEntity, "jwt_refused");

        Assert.Equal((code, reason), (answer["ringcentral_code"], answer["reason"]));
        Assert.StartsWith(JwtWords.Sentences[code], answer["detail"], StringComparison.Ordinal);
        (await fixture.Api.GetConnectionByExternalIdAsync(user.ExternalId)).MustBe(HttpStatusCode.NotFound);
        Assert.Empty(await Node.RevocationsAsync());
        Assert.Equal(0, await OpenAsksAsync());
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task RingCentral_that_cannot_answer_is_503_and_stores_nothing(int status)
    {
        var user = await JwtUser.NewAsync(fixture);
        await fixture.Simulator.AddFaultAsync(new { kind = "status", status, grant = "jwt_bearer", count = 1 });

        (await fixture.Api.ConnectByJwtAsync(user.ExternalId, user.Assertion)).MustBeProblem(HttpStatusCode.ServiceUnavailable, "ringcentral_unavailable");

        (await fixture.Api.GetConnectionByExternalIdAsync(user.ExternalId)).MustBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Jwt_without_an_answer_is_sent_three_times_an_hour_at_most()
    {
        var user = await JwtUser.NewAsync(fixture);
        await fixture.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "jwt_bearer", owner_id = user.OwnerId });

        foreach (var sent in new[] { 1, 2, 3, 3 })
        {
            (await fixture.Api.ConnectByJwtAsync(user.ExternalId, user.Assertion)).MustBeProblem(HttpStatusCode.ServiceUnavailable, "ringcentral_unavailable");
            (await fixture.Api.ConnectByJwtAsync(user.ExternalId, user.Assertion)).MustBeProblem(HttpStatusCode.ServiceUnavailable, "ringcentral_unavailable");
            Assert.Equal(sent, await user.AsksAsync(fixture));
            await Node.AgeAsksAsync(TimeSpan.FromMinutes(4));
        }

        await fixture.Simulator.ClearFaultsAsync();
        await Node.AgeAsksAsync(TimeSpan.FromHours(1));
        await user.ConnectAsync(fixture);
    }

    [Fact]
    public async Task Another_jwt_for_the_same_external_id_replaces_the_first_under_the_same_id()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        var before = await Node.SessionAsync(id);
        var another = await fixture.Simulator.JwtAsync(user.OwnerId);

        var answer = (await fixture.Api.ConnectByJwtAsync(user.ExternalId, another)).MustBe(HttpStatusCode.Created);

        Assert.Equal((id.ToString(), "active", 2L), (answer["id"], answer["state"], answer.Json.GetProperty("generation").GetInt64()));
        Assert.Equal(another, (await Node.Get<JwtCredentialStore>().FindAsync(id, Cancelled))!.Reveal());
        Assert.Equal([EventTypes.Connected, EventTypes.Reconnected], (await Node.EventsAsync(id)).Select(told => told.Type));
        var queued = Assert.Single(await Node.RevocationsAsync());
        Assert.Equal(("replaced", before.HoldUntil), (queued.Cause, queued.NextAttemptAt));
    }

    [Fact]
    public async Task Jwt_does_not_take_the_place_of_a_users_own_connection()
    {
        var user = await JwtUser.NewAsync(fixture);
        var line = (await fixture.Simulator.SeedAsync(1))[0];
        await fixture.Api.ImportedIdsAsync([line]);

        (await fixture.Api.ConnectByJwtAsync(Connections.Member(line, "external_id"), user.Assertion)).MustBeProblem(HttpStatusCode.Conflict, "connection_kind_mismatch");

        Assert.Equal(0, await user.AsksAsync(fixture));
    }

    [Fact]
    public async Task User_who_signs_in_does_not_take_the_place_of_a_jwt()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        var signedIn = new AuthorizedSession(ServerOrigin.Of(fixture.RingCentral), Rows.Reply(Node.Now, Rows.PairOf(id, 9)), new SessionOwner(user.OwnerId, null));

        var result = await Node.Get<Authorizations>().StoreAsync(signedIn, new ConnectTarget(null, user.ExternalId), Cancelled);

        Assert.Equal(ConnectionKind.Jwt, Assert.IsType<StoreResult.OtherKind>(result).Expected);
        Assert.Equal("other_kind", Assert.Single(await Node.RevocationsAsync()).Cause);
        Assert.Equal(1, (await Node.SessionAsync(id)).Generation);
    }

    [Fact]
    public async Task Jwt_of_another_user_is_refused_and_its_session_ended()
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);
        var other = await JwtUser.NewAsync(fixture);

        (await fixture.Api.ConnectByJwtAsync(user.ExternalId, other.Assertion)).MustBeProblem(HttpStatusCode.Conflict, "owner_mismatch");

        Assert.True(await Node.Get<RevocationRunner>().RunNextAsync(Cancelled));
        Assert.Empty(await other.LiveSessionsAsync(fixture));
        Assert.Single(await user.LiveSessionsAsync(fixture));
        Assert.Equal(user.Assertion, (await Node.Get<JwtCredentialStore>().FindAsync(id, Cancelled))!.Reveal());
    }

    [Fact]
    public async Task Sixth_session_of_a_user_is_refused_before_RingCentral_is_asked()
    {
        var user = await JwtUser.NewAsync(fixture);
        for (var number = 1; number <= 5; number++)
        {
            (await fixture.Api.ConnectByJwtAsync($"{user.ExternalId}-{number}", user.Assertion)).MustBe(HttpStatusCode.Created);
        }

        (await fixture.Api.ConnectByJwtAsync($"{user.ExternalId}-6", user.Assertion)).MustBeProblem(HttpStatusCode.Conflict, "session_limit");
        (await fixture.Api.ConnectByJwtAsync($"{user.ExternalId}-5", user.Assertion)).MustBe(HttpStatusCode.Created);

        Assert.Equal(6, await user.AsksAsync(fixture));
    }

    [Theory]
    [InlineData("POST", "/disconnect")]
    [InlineData("DELETE", "")]
    public async Task Ending_a_connection_ends_the_session_and_erases_the_jwt(string method, string call)
    {
        var (user, id) = await JwtUser.ConnectedAsync(fixture);

        var answer = await fixture.Api.SendAsync(new HttpMethod(method), $"connections/{id}{call}");

        Assert.InRange((int)answer.Status, 200, 204);
        Assert.Null(await Node.Get<JwtCredentialStore>().FindAsync(id, Cancelled));
        Assert.True(await Node.Get<RevocationRunner>().RunNextAsync(Cancelled));
        Assert.Empty(await user.LiveSessionsAsync(fixture));
        Assert.Equal(method == "POST", id == await user.ConnectAsync(fixture));
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_told_by_field_and_never_repeats_the_jwt()
    {
        const string Assertion = "not-a-jwt with-spaces";

        var answer = (await Send(new { external_id = " ", assertion = Assertion, metadata = 3 })).MustBeProblem(HttpStatusCode.BadRequest, "validation_failed");

        Assert.Equal(["assertion", "external_id", "metadata"], answer.Json.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("with-spaces", answer.Text, StringComparison.Ordinal);
        (await Send(new { external_id = "x", assertion = new string('a', 9000) })).MustBeProblem(HttpStatusCode.BadRequest, "validation_failed");
        (await Send(new { external_id = "x", assertion = "a", jwt = "b" })).MustBeProblem(HttpStatusCode.BadRequest, "validation_failed");
    }

    private Task<ApiAnswer> Send(object body) => fixture.Api.SendAsync(HttpMethod.Post, "connections/jwt", JsonContent.Create(body));

    private async Task<string> SpoilAsync(JwtUser user, string flaw)
    {
        var parts = user.Assertion.Split('.');
        switch (flaw)
        {
            case "garbage":
                return "garbage";
            case "forged":
                return $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}";
            case "symmetric":
                return $"{System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8)}.{parts[1]}.{parts[2]}";
            case "restricted":
                return await fixture.Simulator.JwtAsync(user.OwnerId, null, "another-client");
            case "expired":
                return await fixture.Simulator.JwtAsync(user.OwnerId, TimeSpan.FromSeconds(-1));
            case "revoked":
                await fixture.Simulator.RevokeJwtAsync(user.Assertion);
                return user.Assertion;
            case "unticked":
                await fixture.Simulator.AddFaultAsync(new { kind = "status", status = 400, error_code = "OAU-251", grant = "jwt_bearer", count = 1 });
                return user.Assertion;
            default:
                await fixture.Simulator.DoAsync(user.OwnerId, flaw == "disabled" ? "disable" : "restrict-network");
                return user.Assertion;
        }
    }

    private async Task<int> OpenAsksAsync()
    {
        await using var context = await Node.ContextAsync();
        var since = Node.Now.AddSeconds(-5);
        return await context.Set<RingCentral.Connect.Data.JwtCredentials.JwtAsk>().CountAsync(ask => ask.AskedAt > since, Cancelled);
    }

    /// <summary>What RingCentral left unanswered in one test, and the silence that it asked for, are no matter of the next.</summary>
    private async Task ForgetTroubleAsync()
    {
        await using var context = await Node.ContextAsync();
        await context.Database.ExecuteSqlAsync($"UPDATE auth_budget SET penalty_until = NULL", Cancelled);
        await context.Database.ExecuteSqlAsync($"DELETE FROM jwt_asks", Cancelled);
        await Eventually.TrueAsync(async () => (await Node.Get<AuthBudget>().StandingAsync(Cancelled)).PenaltyUntil is null);
    }
}
