using System.Net;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>What docs/operations.md says of a fail-over to an asynchronous standby: pairs that it had not received are written back by the nodes that committed them.</summary>
public sealed class FailoverTests
{
    private const int Each = 5;

    [Fact]
    public async Task No_session_is_lost_that_the_only_node_rotated()
    {
        await using var scene = await FailoverScene.StartAsync(nodes: 1);
        var api = scene.Apis[0];
        var ids = await scene.ImportAsync(3 * Each);
        await scene.CutAsync();
        await scene.RotateAndUseAsync(api, ids.Skip(Each));
        await scene.RotateAndUseAsync(api, ids.Skip(2 * Each));

        await scene.FailOverAsync();

        await FailoverScene.WrittenBackAsync(2 * Each, scene.Nodes);
        await AssertAllWorkAsync(scene, ids, [.. Enumerable.Repeat(1, Each), .. Enumerable.Repeat(2, Each), .. Enumerable.Repeat(3, Each)]);
        Assert.Contains("history is another one", scene.Nodes[0].Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_session_is_lost_that_any_of_two_nodes_rotated()
    {
        await using var scene = await FailoverScene.StartAsync(nodes: 2);
        var (here, there) = (scene.Apis[0], scene.Apis[1]);
        var ids = await scene.ImportAsync(3 * Each);
        await scene.CutAsync();
        await scene.RotateAndUseAsync(here, ids.Take(2 * Each));
        await scene.RotateAndUseAsync(there, ids.Skip(Each));

        await scene.FailOverAsync();

        // Those in the middle were rotated by both, and may be written back by both: the later pair stays.
        await Eventually.PassesAsync(async () => await AssertGenerationsAsync(scene, ids, Expected));
        await AssertAllWorkAsync(scene, ids, Expected);
    }

    [Fact]
    public async Task What_a_node_committed_that_has_died_is_lost_unless_nobody_used_it()
    {
        await using var scene = await FailoverScene.StartAsync(nodes: 2, "--no-jobs");
        var (dying, staying) = (scene.Apis[0], scene.Apis[1]);
        var ids = await scene.ImportAsync(3);
        await scene.CutAsync();
        await scene.RotateAndUseAsync(dying, ids[0]);
        await FailoverScene.RotateAsync(dying, ids[1]);
        await scene.RotateAndUseAsync(staying, ids[2]);
        await scene.Nodes[0].KillAsync();

        await scene.FailOverAsync();

        await FailoverScene.WrittenBackAsync(1, scene.Nodes[1]);
        await scene.UseAsync(staying, ids[2]);
        await FailoverScene.LostAsync(staying, ids[0]);
        await FailoverScene.RotateAsync(staying, ids[1]);
        await scene.UseAsync(staying, ids[1]);
    }

    private static int[] Expected => [.. Enumerable.Repeat(2, Each), .. Enumerable.Repeat(3, Each), .. Enumerable.Repeat(2, Each)];

    /// <summary>On every node each connection has the pair that was committed last, works, and can be rotated; RingCentral was never asked with a refresh token that was spent.</summary>
    private static async Task AssertAllWorkAsync(FailoverScene scene, IReadOnlyList<string> ids, IReadOnlyList<int> generations)
    {
        await AssertGenerationsAsync(scene, ids, generations);
        foreach (var api in scene.Apis)
        {
            foreach (var id in ids)
            {
                await scene.UseAsync(api, id);
            }
        }

        await scene.RotateAndUseAsync(scene.Apis[^1], ids);
        Assert.Equal(0, await scene.RefusedAsync());
    }

    private static async Task AssertGenerationsAsync(FailoverScene scene, IReadOnlyList<string> ids, IReadOnlyList<int> generations)
    {
        var found = new List<string>();
        foreach (var id in ids)
        {
            var connection = (await scene.Apis[^1].GetConnectionAsync(id)).MustBe(HttpStatusCode.OK);
            found.Add($"{connection["state"]} {connection["generation"]}");
        }

        Assert.Equal(generations.Select(generation => $"active {generation}"), found);
    }
}
