using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit.Webhooks;

/// <summary>Events without what leads to them.</summary>
internal static class Happenings
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A connection that no sweep takes notice of.</summary>
    public static Task<Guid> AddQuietAsync(this ServiceNode node, Action<Connection>? change = null) => node.AddAsync((connection, session) =>
    {
        session.DueAt = null;
        change?.Invoke(connection);
    });

    public static async Task TellAsync(this ServiceNode node, Guid id, long sequence, string type, (string Reason, string Code)? why = null)
    {
        await using var context = await node.ContextAsync();
        context.Add(new ConnectionEvent { ConnectionId = id, Sequence = sequence, Type = type, OccurredAt = node.Now, Actor = "system", Reason = why?.Reason, RingCentralCode = why?.Code });
        await context.SaveChangesAsync(Cancelled);
    }

    public static async Task TellAsync(this ServiceNode node, Guid id, IReadOnlyList<string> types)
    {
        await using var context = await node.ContextAsync();
        context.AddRange(types.Select((type, i) => new ConnectionEvent { ConnectionId = id, Sequence = i + 1, Type = type, OccurredAt = node.Now, Actor = "system" }));
        await context.SaveChangesAsync(Cancelled);
    }
}
