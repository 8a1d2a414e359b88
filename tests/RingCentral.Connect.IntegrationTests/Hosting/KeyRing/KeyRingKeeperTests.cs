using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.KeyRing;

public sealed class KeyRingKeeperTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_never_makes_a_key()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        await scene.Database.ExecuteAsync("DELETE FROM data_protection_keys");
        var node = await scene.NodeAsync();
        await node.StartAsync();

        Assert.ThrowsAny<Exception>(() => node.Get<TokenPairProtector>().SealForConnection(Guid.CreateVersion7(node.Now), Rows.PairOf(Guid.CreateVersion7(node.Now), 1)));

        Assert.Equal(0, await scene.KeysAsync());
        await node.Get<KeyRingKeeper>().EnsureKeyAsync(Cancelled);
        await Eventually.PassesAsync(() => Task.FromResult(node.Get<TokenPairProtector>().SealForConnection(Guid.CreateVersion7(node.Now), Rows.PairOf(Guid.CreateVersion7(node.Now), 1))));
    }

    [Fact]
    public async Task Next_key_is_made_in_time_and_encrypts_two_days_later()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        await node.Get<KeyRingKeeper>().EnsureKeyAsync(Cancelled);
        Assert.Equal(1, await scene.KeysAsync());
        var first = node.EncryptingKey();

        // A node that has not read the ring yet: what it has read of a key, it does not read again.
        await ExpireInAsync(scene, node.Now.AddDays(13));
        node = await scene.NodeAsync();
        await node.Get<KeyRingKeeper>().EnsureKeyAsync(Cancelled);
        await node.Get<KeyRingKeeper>().EnsureKeyAsync(Cancelled);

        Assert.Equal(2, await scene.KeysAsync());
        var ring = node.Get<NodeKeyRing>().Reload();
        Assert.Equal(first, ring.DefaultKeyId);
        Assert.InRange(ring.ChangesAt, node.Now.AddDays(2).AddMinutes(-1), node.Now.AddDays(2));
        Assert.NotEqual(first, ring.At(ring.ChangesAt).DefaultKeyId);
    }

    [Fact]
    public async Task Key_that_was_asked_for_is_known_to_every_node_at_once_and_encrypts_minutes_later()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var (one, other) = (await scene.NodeAsync(), await scene.NodeAsync());
        await other.StartAsync();
        var first = other.EncryptingKey();

        var made = await one.Get<KeyRingKeeper>().RotateAsync(Cancelled);

        // Less than the time after which a node reads the ring by itself.
        await Eventually.TrueAsync(() => Task.FromResult(other.Get<NodeKeyRing>().Current.KeyIds.Contains(made.KeyId)), NodeKeyRing.RefreshEvery / 3);
        Assert.Equal(first, other.EncryptingKey());
        Assert.True(made.ActivationDate >= one.Now + KeyRingKeeper.Propagation - TimeSpan.FromMinutes(1));
        Assert.Equal(made.KeyId, other.Get<NodeKeyRing>().Current.At(made.ActivationDate).DefaultKeyId);
    }

    [Fact]
    public async Task Node_that_heard_nothing_reads_the_ring_when_it_meets_a_key_that_it_does_not_know()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var (one, deaf) = (await scene.NodeAsync(), await scene.NodeAsync());
        var first = deaf.EncryptingKey();
        var made = await one.ReplaceKeyAsync();
        one.Get<NodeKeyRing>().Reload();
        var id = await one.AddAsync();
        Assert.Equal(made, (await one.SessionAsync(id)).KeyId);
        Assert.DoesNotContain(made, deaf.Get<NodeKeyRing>().Current.KeyIds);

        // Once it has been read long enough ago: made-up ciphertexts must not have it read all the time.
        await Eventually.PassesAsync(async () => Assert.Equal(Rows.PairOf(id, 1), await deaf.StoredPairAsync(id)));

        Assert.NotEqual(first, deaf.EncryptingKey());
    }

    private static Task ExpireInAsync(KeyRingScene scene, DateTimeOffset end) => scene.Database.ExecuteAsync(
        $"UPDATE data_protection_keys SET xml = regexp_replace(xml, '<expirationDate>[^<]*', '<expirationDate>{end.UtcDateTime:O}')");
}
