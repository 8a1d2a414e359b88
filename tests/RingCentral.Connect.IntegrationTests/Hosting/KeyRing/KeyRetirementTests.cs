using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.KeyRing;

public sealed class KeyRetirementTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Leaked_key_is_gone_and_what_it_encrypted_opens_no_more()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var (node, running) = (await scene.NodeAsync(), await scene.NodeAsync());
        await running.StartAsync();
        var leaked = node.EncryptingKey();
        var id = await node.AddAsync();
        var stolen = (await node.SessionAsync(id)).Ciphertext!;

        var result = await node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => { }, Cancelled);

        Assert.Empty(Assert.IsType<RetirementResult.Destroyed>(result).Damaged);
        Assert.Equal(0, await scene.Database.ReadAsync<long>($"SELECT count(*) FROM data_protection_keys WHERE xml LIKE '%{leaked}%'", Cancelled));
        Assert.DoesNotContain(leaked, (await node.Get<KeyRingStatus>().CountAsync(Cancelled)).Keys);
        await Eventually.TrueAsync(() => Task.FromResult(!running.Get<NodeKeyRing>().Current.KeyIds.Contains(leaked)));
        Assert.Throws<VaultUnavailableException>(() => running.Get<TokenPairProtector>().OpenForConnection(id, stolen));
        Assert.Equal(Rows.PairOf(id, 1), await running.StoredPairAsync(id));
    }

    [Fact]
    public async Task Retirement_that_was_stopped_is_begun_again_and_makes_no_further_key()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var leaked = node.EncryptingKey();
        var id = await node.AddAsync();
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => killed.Cancel(), killed.Token));
        Assert.Equal(2, await scene.KeysAsync());
        Assert.IsType<RetirementResult.Destroyed>(await node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => { }, Cancelled));

        Assert.Equal(1, await scene.KeysAsync());
        Assert.Equal(Rows.PairOf(id, 1), await node.StoredPairAsync(id));
    }

    [Fact]
    public async Task Key_is_not_destroyed_while_a_row_under_it_is_locked()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var leaked = node.EncryptingKey();
        var id = await node.AddAsync();
        await using (var connection = new Npgsql.NpgsqlConnection(scene.Database.ConnectionString + ";Pooling=false"))
        {
            await connection.OpenAsync(Cancelled);
            await using var transaction = await connection.BeginTransactionAsync(Cancelled);
            await using var hold = new Npgsql.NpgsqlCommand("SELECT 1 FROM sessions FOR UPDATE", connection, transaction);
            await hold.ExecuteNonQueryAsync(Cancelled);

            Assert.IsType<RetirementResult.StillUsed>(await node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => { }, Cancelled));
        }

        Assert.Equal(Rows.PairOf(id, 1), await node.StoredPairAsync(id));
        Assert.IsType<RetirementResult.Destroyed>(await node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => { }, Cancelled));
    }

    [Fact]
    public async Task Key_that_is_not_there_or_does_not_open_is_refused()
    {
        using var certificate = new KeyRingCertificateFile("key ring");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(certificate));
        await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);
        var blind = await scene.NodeAsync();

        Assert.IsType<RetirementResult.Unknown>(await node.Get<KeyRetirement>().RunAsync(Guid.CreateVersion7(node.Now), TimeSpan.Zero, _ => { }, Cancelled));
        Assert.IsType<RetirementResult.Unreadable>(await blind.Get<KeyRetirement>().RunAsync(node.EncryptingKey(), TimeSpan.Zero, _ => { }, Cancelled));

        Assert.Equal(1, await scene.KeysAsync());
    }
}
