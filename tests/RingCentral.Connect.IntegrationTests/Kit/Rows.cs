using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Revocations;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Reading;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Rows as a test wants them, written past the service's rules.</summary>
internal static class Rows
{
    private static int _number;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>An active connection whose session was opened an hour ago, with its hold over and its rotation due, unless the test changes that.</summary>
    public static async Task<Guid> AddAsync(
        this ServiceNode node, Action<Connection, Session>? change = null, ConnectionKind kind = ConnectionKind.AuthorizationCode)
    {
        var now = node.Now;
        var (connection, session) = Due(now, kind);
        var sealedPair = node.Get<TokenPairProtector>().SealForConnection(connection.Id, PairOf(connection.Id, 1));
        (session.Ciphertext, session.KeyId) = (sealedPair.Ciphertext, sealedPair.KeyId);
        change?.Invoke(connection, session);
        await using var context = await node.ContextAsync();
        context.Add(connection);
        context.Add(session);
        await context.SaveChangesAsync(Cancelled);
        return connection.Id;
    }

    public static TokenPair PairOf(Guid id, long generation) => new(new AccessToken($"access-{id:N}-{generation}"), new RefreshToken($"refresh-{id:N}-{generation}"));

    public static TokenReply Reply(DateTimeOffset askedAt, TokenPair pair) => new()
    {
        AskedAt = askedAt,
        AccessToken = pair.AccessToken,
        RefreshToken = pair.RefreshToken,
        ExpiresIn = TimeSpan.FromHours(1),
        RefreshTokenExpiresIn = TimeSpan.FromDays(7),
        Scope = "ReadAccounts",
        OwnerId = "17",
    };

    public static async Task<Connection> ConnectionAsync(this ServiceNode node, Guid id)
    {
        await using var context = await node.ContextAsync();
        return await context.Connections.AsNoTracking().SingleAsync(row => row.Id == id, Cancelled);
    }

    public static async Task<Session> SessionAsync(this ServiceNode node, Guid id)
    {
        await using var context = await node.ContextAsync();
        return await context.Sessions.AsNoTracking().SingleAsync(row => row.ConnectionId == id, Cancelled);
    }

    public static async Task ChangeAsync(this ServiceNode node, Guid id, Action<Session> change)
    {
        await using var context = await node.ContextAsync();
        change(await context.Sessions.SingleAsync(row => row.ConnectionId == id, Cancelled));
        await context.SaveChangesAsync(Cancelled);

        // The database tells, but a test that asks at once may be faster.
        node.Get<SessionCache>().Drop(id);
    }

    public static async Task<IReadOnlyList<ConnectionEvent>> EventsAsync(this ServiceNode node, Guid id)
    {
        await using var context = await node.ContextAsync();
        return await context.ConnectionEvents.AsNoTracking().Where(row => row.ConnectionId == id).OrderBy(row => row.Sequence).ToListAsync(Cancelled);
    }

    public static async Task<IReadOnlyList<Revocation>> RevocationsAsync(this ServiceNode node)
    {
        await using var context = await node.ContextAsync();
        return await context.Revocations.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancelled);
    }

    /// <summary>The pair in the row, opened.</summary>
    public static async Task<TokenPair> StoredPairAsync(this ServiceNode node, Guid id) =>
        node.Get<TokenPairProtector>().OpenForConnection(id, (await node.SessionAsync(id)).Ciphertext!);

    /// <summary>Everything that is due is put off, so that tests of one class do not see each other's sessions.</summary>
    public static async Task NothingIsDueAsync(this ServiceNode node)
    {
        await using var context = await node.ContextAsync();
        await context.Sessions.ExecuteUpdateAsync(update => update.SetProperty(row => row.DueAt, (DateTimeOffset?)null), Cancelled);
        await context.Revocations.ExecuteDeleteAsync(Cancelled);
    }

    private static (Connection Connection, Session Session) Due(DateTimeOffset now, ConnectionKind kind)
    {
        var id = Guid.CreateVersion7(now);
        var connection = new Connection
        {
            Id = id,
            ExternalId = $"user-{Interlocked.Increment(ref _number)}",
            Kind = kind,
            State = ConnectionState.Active,
            StateSince = now.AddDays(-1),
            ServerUrl = VaultFixture.Nowhere.GetLeftPart(UriPartial.Authority),
            OwnerId = "17",
            OwnerName = "Ines Castellan",
            Scope = "ReadAccounts",
            CreatedAt = now.AddDays(-1),
            UpdatedAt = now.AddDays(-1),
        };
        var session = SessionRows.Empty(id, now.AddHours(-1));
        session.Generation = 1;
        session.AccessExpiresAt = now.AddMinutes(5);
        session.RefreshExpiresAt = now.AddDays(6);
        session.HoldUntil = now.AddSeconds(-10);
        session.DueAt = now.AddSeconds(-9);
        return (connection, session);
    }
}
