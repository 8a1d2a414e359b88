using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.JwtCredentials;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Rotations of a JWT's connection, one by one and without their waits.</summary>
internal static class JwtRotations
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task EndHoldAsync(this ServiceNode node, Guid id) =>
        node.ChangeAsync(id, session => (session.HoldUntil, session.DueAt) = (node.Now.AddSeconds(-10), node.Now.AddSeconds(-9)));

    public static async Task<RotationClaim> ClaimAsync(this ServiceNode node, Guid id) =>
        (await node.Get<RotationClaims>().ClaimOneAsync(id, (await node.SessionAsync(id)).Generation, Cancelled))!;

    /// <summary>Past the hold and past every wait; what is in doubt stays so, but is not proven.</summary>
    public static async Task<RotationOutcome> RotateAsync(this ServiceNode node, Guid id)
    {
        await node.EndHoldAsync(id);
        await node.ChangeAsync(id, session => session.FirstAskedAt = null);
        return await node.Get<Rotator>().RotateAsync(await node.ClaimAsync(id), AskPermit.Unlimited);
    }

    /// <summary>Lets RingCentral refuse the refresh token, twice where that is how it is believed, and asks with the JWT.</summary>
    public static async Task<RotationOutcome> RotateToJwtAsync(this ServiceNode node, Guid id)
    {
        RotationOutcome outcome;
        while ((outcome = await node.RotateAsync(id)) != RotationOutcome.RefreshRefused)
        {
            Assert.Equal(RotationOutcome.Doubted, outcome);
        }

        return await node.RotateAsync(id);
    }

    public static async Task RevokeAllAsync(this ServiceNode node)
    {
        while (await node.Get<RevocationRunner>().RunNextAsync(Cancelled))
        {
        }
    }

    /// <summary>JWTs of a connection that were sent, and whose answer is not settled.</summary>
    public static async Task<int> OpenAsksAsync(this ServiceNode node, Guid id)
    {
        await using var context = await node.ContextAsync();
        return await context.Set<JwtAsk>().CountAsync(ask => ask.ConnectionId == id, Cancelled);
    }

    /// <summary>As if every JWT had been sent earlier.</summary>
    public static async Task AgeAsksAsync(this ServiceNode node, TimeSpan time)
    {
        await using var context = await node.ContextAsync();
        await context.Database.ExecuteSqlAsync($"UPDATE jwt_asks SET asked_at = asked_at - {time}", Cancelled);
    }
}
