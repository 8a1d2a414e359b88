using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Commands.Keys;

/// <summary>kill -9 in the middle of encrypting many rows anew: the next run continues, and no key goes before its last row.</summary>
public sealed class KilledKeysCommandTests(PostgresFixture postgres)
{
    /// <summary>Several batches.</summary>
    private const int Rows = 1_000;

    /// <summary>Stretches a batch to two seconds, so that a kill always comes in the middle.</summary>
    private const string SlowDown =
        """
        CREATE FUNCTION slow_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN new; END $$;
        CREATE TRIGGER slow_down BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION slow_down();
        """;

    /// <summary>For a process to start on a machine that is busy with other tests.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private const string SpeedUp = "DROP TRIGGER slow_down ON sessions";

    /// <summary>What the server still does for others: a killed process's last statement may be under way.</summary>
    private const string Busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rewrap_that_was_killed_is_continued_by_the_next_and_every_row_opens_all_along()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var old = node.EncryptingKey();
        var ids = await AddAsync(node);
        var fresh = await node.ReplaceKeyAsync();
        var left = await KillInTheMiddleAsync(scene, old, "keys", "rewrap");
        await AllOpenAsync(node, ids);

        var (exit, result) = await Settings(scene).RunJsonAsync("keys", "rewrap");

        Assert.Equal(0, exit);
        Assert.Equal(left, result.GetProperty("values").GetProperty("sessions.ciphertext").GetProperty("reencrypted").GetInt64());
        Assert.Equal((0, Rows), (await CountAsync(scene, old), await CountAsync(scene, fresh)));
        Assert.Equal(2, await scene.KeysAsync());
        await AllOpenAsync(node, ids);
    }

    [Fact]
    public async Task Retirement_that_was_killed_has_destroyed_no_key_and_does_so_after_the_last_row()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        var leaked = node.EncryptingKey();
        var ids = await AddAsync(node);
        await KillInTheMiddleAsync(scene, leaked, "keys", "rotate", "--retire", leaked.ToString());
        Assert.Contains(leaked, node.Get<NodeKeyRing>().Reload().KeyIds);
        await AllOpenAsync(node, ids);

        // As the command does, but that no node has to be waited for.
        var result = await node.Get<KeyRetirement>().RunAsync(leaked, TimeSpan.Zero, _ => { }, Cancelled);

        Assert.Empty(Assert.IsType<RetirementResult.Destroyed>(result).Damaged);
        Assert.Equal(0, await CountAsync(scene, leaked));
        Assert.Equal([node.EncryptingKey()], node.Get<NodeKeyRing>().Reload().KeyIds);
        await AllOpenAsync(node, ids);
    }

    private static async Task<IReadOnlyList<Guid>> AddAsync(ServiceNode node)
    {
        var ids = new List<Guid>(Rows);
        for (var row = 0; row < Rows; row++)
        {
            ids.Add(await node.AddAsync());
        }

        return ids;
    }

    /// <returns>How many rows are still under the old key.</returns>
    private static async Task<long> KillInTheMiddleAsync(KeyRingScene scene, Guid old, params string[] arguments)
    {
        await scene.Database.ExecuteAsync(SlowDown);
        await using (var command = CommandProcess.Start(Settings(scene), arguments))
        {
            await Eventually.TrueAsync(async () => await CountAsync(scene, old) < Rows || command.HasEnded, StartPatience, "the first rows are under another key");
            Assert.False(command.HasEnded, command.Output.Tail);
            await command.KillAsync();
        }

        await Eventually.PassesAsync(async () => Assert.Equal(0, await scene.Database.ReadAsync<long>(Busy, Cancelled)));
        await scene.Database.ExecuteAsync(SpeedUp);
        var left = await CountAsync(scene, old);
        Assert.InRange(left, 1, Rows - 1);
        return left;
    }

    private static async Task AllOpenAsync(ServiceNode node, IReadOnlyList<Guid> ids)
    {
        foreach (var id in ids)
        {
            Assert.Equal(Kit.Rows.PairOf(id, 1), await node.StoredPairAsync(id));
        }
    }

    private static Task<long> CountAsync(KeyRingScene scene, Guid key) =>
        scene.Database.ReadAsync<long>($"SELECT count(*) FROM sessions WHERE key_id = '{key}'", Cancelled);

    private static ServiceSettings Settings(KeyRingScene scene) => new() { ConnectionString = scene.Database.ConnectionString, RingCentralUrl = VaultFixture.Nowhere };
}
