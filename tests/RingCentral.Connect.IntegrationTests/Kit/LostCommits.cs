using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Commits, and how a fail-over takes them back.</summary>
internal static class LostCommits
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Commits the next pair of a connection on this node, past its hold.</summary>
    public static async Task CommitNextAsync(this ServiceNode node, Guid id)
    {
        await node.EndHoldAsync(id);
        var claim = await node.ClaimAsync(id);
        var pair = Rows.PairOf(id, claim.Generation + 1);
        Assert.Equal(Settlement.Written, await node.Get<RotationLedger>().CommitAsync(claim, Rows.Reply(claim.ClaimedAt, pair), pair));
    }

    /// <summary>Puts a session back to what it was, and changes it further.</summary>
    public static async Task PutBackAsync(this ServiceNode node, Session before, Action<Session>? change = null)
    {
        await using var context = await node.ContextAsync();
        var row = await context.Sessions.SingleAsync(session => session.ConnectionId == before.ConnectionId, Cancelled);
        context.Entry(row).CurrentValues.SetValues(before);
        change?.Invoke(row);
        await context.SaveChangesAsync(Cancelled);
        node.Get<SessionCache>().Drop(before.ConnectionId);
    }

    public static async Task ChangeConnectionAsync(this ServiceNode node, Guid id, Action<Connection> change)
    {
        await using var context = await node.ContextAsync();
        change(await context.Connections.SingleAsync(row => row.Id == id, Cancelled));
        await context.SaveChangesAsync(Cancelled);
    }
}
