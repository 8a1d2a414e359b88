using RingCentral.Connect.Data.Revocations;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>A database with a key ring of its own, since these tests change it, and nodes on it.</summary>
internal sealed class KeyRingScene : IAsyncDisposable
{
    private readonly List<ServiceNode> _nodes = [];

    private KeyRingScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<KeyRingScene> SetAsync(PostgresFixture postgres) => new(await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled));

    public async Task<ServiceNode> NodeAsync(params string[] settings)
    {
        var node = await ServiceNode.BuildAsync(Database, VaultFixture.Nowhere, new NodeRoles(Web: true, Jobs: false), settings);
        _nodes.Add(node);
        return node;
    }

    public Task<long> KeysAsync() => Database.ReadAsync<long>("SELECT count(*) FROM data_protection_keys", Cancelled);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Database.DisposeAsync();
    }
}

/// <summary>What tests do with the key ring of a node.</summary>
internal static class KeyRingSteps
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Guid EncryptingKey(this ServiceNode node) => node.Get<NodeKeyRing>().Current.DefaultKeyId;

    /// <summary>Another key encrypts from now on.</summary>
    public static async Task<Guid> ReplaceKeyAsync(this ServiceNode node) =>
        (await node.Get<KeyRingKeeper>().SucceedAsync(node.Get<NodeKeyRing>().Reload().DefaultKeyId, Cancelled))!.KeyId;

    /// <summary>A rotation as the service makes one, but for RingCentral.</summary>
    public static async Task<Settlement> RotateAsync(this ServiceNode node, Guid id, long generation)
    {
        await node.ChangeAsync(id, session => (session.DueAt, session.HoldUntil) = (node.Now.AddSeconds(-1), node.Now.AddSeconds(-2)));
        var claim = (await node.Get<RotationClaims>().ClaimOneAsync(id, generation - 1, Cancelled))!;
        var pair = Rows.PairOf(id, generation);
        return await node.Get<RotationLedger>().CommitAsync(claim, Rows.Reply(claim.ClaimedAt, pair), pair);
    }

    /// <summary>A pair that is still to be revoked.</summary>
    public static async Task<Guid> AddRevocationAsync(this ServiceNode node)
    {
        var id = Guid.CreateVersion7(node.Now);
        var pair = node.Get<TokenPairProtector>().SealForRevocation(id, Rows.PairOf(id, 1));
        await using var context = await node.ContextAsync();
        context.Add(new Revocation
        {
            Id = id,
            ServerUrl = "https://platform.ringcentral.com",
            Ciphertext = pair.Ciphertext,
            KeyId = pair.KeyId,
            Cause = "test",
            NextAttemptAt = node.Now.AddDays(1),
            ExpiresAt = node.Now.AddDays(7),
            CreatedAt = node.Now,
        });
        await context.SaveChangesAsync(Cancelled);
        return id;
    }
}
