using System.Net;
using System.Text.Json;
using RingCentral.Connect.TestKit.Api;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A user of the simulator of a test's own, who has a JWT and no session yet.</summary>
/// <param name="OwnerId">Extension id.</param>
/// <param name="Assertion">The JWT.</param>
internal sealed record JwtUser(string OwnerId, string Assertion)
{
    public string ExternalId => $"background-{OwnerId}";

    public static async Task<JwtUser> NewAsync(LiveFixture fixture)
    {
        var ownerId = Connections.Member((await fixture.Simulator.SeedAsync(1))[0], "owner_id");
        await fixture.Simulator.DoAsync(ownerId, "end-sessions");
        return new JwtUser(ownerId, await fixture.Simulator.JwtAsync(ownerId));
    }

    /// <summary>A user whose connection is there.</summary>
    public static async Task<(JwtUser User, Guid Id)> ConnectedAsync(LiveFixture fixture)
    {
        var user = await NewAsync(fixture);
        return (user, await user.ConnectAsync(fixture));
    }

    public async Task<Guid> ConnectAsync(LiveFixture fixture) =>
        Guid.Parse((await fixture.Api.ConnectByJwtAsync(ExternalId, Assertion)).MustBe(HttpStatusCode.Created)["id"]);

    /// <summary>This user's sessions that RingCentral has not ended.</summary>
    public async Task<IReadOnlyList<JsonElement>> LiveSessionsAsync(LiveFixture fixture) =>
        [.. (await fixture.Simulator.SessionsOfAsync(OwnerId)).Where(session => !session.TryGetProperty("ended", out _))];

    /// <summary>How many JWTs of this user RingCentral has seen.</summary>
    public async Task<int> AsksAsync(LiveFixture fixture) =>
        (await fixture.Simulator.RequestsAsync($"?owner_id={OwnerId}")).GetProperty("data").EnumerateArray()
            .Count(request => request.TryGetProperty("grant", out var grant) && grant.GetString()!.EndsWith("jwt-bearer", StringComparison.Ordinal));
}
