using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.KeyRing;

/// <summary>The daily job while certificates are exchanged node by node.</summary>
public sealed class KeyRingJobTests(PostgresFixture postgres) : IDisposable
{
    private readonly KeyRingCertificateFile _old = new("old");
    private readonly KeyRingCertificateFile _new = new("new");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
    }

    [Fact]
    public async Task Keys_come_under_the_new_certificate_only_when_every_node_wraps_by_it()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var before = await RunningAsync(scene, 1, _old);
        await RunJobAsync(before);
        Assert.Equal(_old.Thumbprint, await WrapperAsync(before));
        var id = await before.AddAsync();

        var first = await RunningAsync(scene, 2, _new, _old);
        await RunJobAsync(first);
        Assert.Equal(_old.Thumbprint, await WrapperAsync(first));
        Assert.Equal(Rows.PairOf(id, 1), await before.StoredPairAsync(id));

        await before.StopAsync();
        var second = await RunningAsync(scene, 2, _new, _old);
        await RunJobAsync(first);
        Assert.Equal(_new.Thumbprint, await WrapperAsync(first));
        Assert.Equal(Rows.PairOf(id, 1), await second.StoredPairAsync(id));

        var last = await scene.NodeAsync(KeyRingCertificateFile.Settings(_new));
        Assert.Equal(Rows.PairOf(id, 1), await last.StoredPairAsync(id));
    }

    [Fact]
    public async Task Nodes_that_disagree_about_the_first_certificate_do_not_wrap_in_turn()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var one = await RunningAsync(scene, 1, _old, _new);
        await RunJobAsync(one);
        var other = await RunningAsync(scene, 2, _new, _old);

        await RunJobAsync(other);
        await RunJobAsync(one);

        Assert.Equal(_old.Thumbprint, await WrapperAsync(other));
    }

    [Theory]
    [InlineData("ARRAY['another']", "1 second", false)]
    [InlineData("ARRAY['another']", "2 hours", true)]
    [InlineData("NULL", "1 second", true)]
    public async Task Node_that_was_killed_or_does_not_tell_holds_back_the_job_and_not_always_the_operator(string certificates, string seenBefore, bool operatorMay)
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(_new));
        await scene.Database.ExecuteAsync(
            $"""
            INSERT INTO nodes (id, name, version, is_web, is_jobs, started_at, seen_at, rotations, certificates)
            VALUES (gen_random_uuid(), 'elsewhere:1', '0.0.1', true, true, now(), now() - interval '{seenBefore}', 0, {certificates})
            """);

        var job = await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);
        var operators = await node.Get<KeyRingWrapping>().RunAsync(Consent.NobodyLacksIt, Cancelled);

        Assert.Equal(["elsewhere:1"], job.WaitsFor);
        Assert.Equal(operatorMay ? 1 : 0, operators.Wrapped);
        Assert.Equal(operatorMay ? [] : (string[])["elsewhere:1"], operators.WaitsFor);
    }

    [Fact]
    public async Task Next_key_waits_for_nodes_that_could_not_open_it_while_there_is_time()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var before = await RunningAsync(scene, 1, _old);
        await scene.Database.ExecuteAsync("DELETE FROM data_protection_keys");
        before.Get<IKeyManager>().CreateNewKey(before.Now, before.Now.AddDays(10));
        var first = await RunningAsync(scene, 2, _new, _old);

        await RunJobAsync(first);
        Assert.Equal(1, await scene.KeysAsync());

        await before.StopAsync();
        await RunJobAsync(first);
        Assert.Equal(2, await scene.KeysAsync());
    }

    [Fact]
    public async Task Key_whose_certificate_is_gone_stands_in_no_others_way()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var lost = await scene.NodeAsync(KeyRingCertificateFile.Settings(_old));
        await lost.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);
        var bare = await scene.NodeAsync();
        bare.Get<IKeyManager>().CreateNewKey(bare.Now, bare.Now.AddDays(90));
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(_new));

        var result = await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);

        Assert.Equal((1, 1), (result.Wrapped, result.Unreadable));
    }

    /// <summary>A node that the others know of.</summary>
    private static async Task<ServiceNode> RunningAsync(KeyRingScene scene, int nodes, params KeyRingCertificateFile[] certificates)
    {
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(certificates));
        await node.StartAsync();
        await Eventually.PassesAsync(async () => Assert.Equal(nodes, await scene.Database.ReadAsync<long>("SELECT count(*) FROM nodes", Cancelled)));
        return node;
    }

    private static Task RunJobAsync(ServiceNode node) => ActivatorUtilities.CreateInstance<KeyRingJob>(node.Services).RunAsync(Cancelled);

    private static async Task<string?> WrapperAsync(ServiceNode node) =>
        Assert.Single((await node.Get<KeyRingStatus>().ReadAsync(Cancelled)).Keys).Record?.Certificate?.Thumbprint;
}
