using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>Starting, stopping and dying of the sandbox itself.</summary>
public sealed class SandboxLifeTests
{
    [Fact]
    public async Task A_second_start_finds_what_the_first_one_left()
    {
        using var folder = new SandboxFolder();
        string key, id;
        await using (var first = await SandboxProcess.StartAsync(folder.Path))
        {
            key = first.ApiKey;
            id = (await first.Api.ImportedIdsAsync(await first.Simulator.SeedAsync(1)))[0];
            await first.StopAsync();
            Assert.Equal(0, first.ExitCode);
            Assert.False(folder.PostgresRuns);
        }

        await using var second = await SandboxProcess.StartAsync(folder.Path);
        Assert.Equal(key, second.ApiKey);
        Assert.Equal(id, (await second.Api.GetConnectionAsync(id))["id"]);
    }

    [Fact]
    public async Task Two_sandboxes_run_side_by_side_and_know_nothing_of_each_other()
    {
        using var folders = new SandboxFolders();
        await using var first = await SandboxProcess.StartAsync(folders.First.Path);
        await using var second = await SandboxProcess.StartAsync(folders.Second.Path);

        var id = (await first.Api.ImportedIdsAsync(await first.Simulator.SeedAsync(1)))[0];

        Assert.Equal("active", await first.Api.StateAsync(id));
        Assert.Equal("connection_not_found", (await second.Api.GetConnectionAsync(id)).Code);
    }

    [Fact]
    public async Task What_is_in_the_way_is_said_in_one_line()
    {
        using var folders = new SandboxFolders();
        await using var running = await SandboxProcess.StartAsync(folders.First.Path);

        var samePort = await SandboxProcess.RunAsync(folders.Second.Path, running.Pages.Port, LoopbackPort.FindFree());
        Assert.Equal(1, samePort.ExitCode);
        Assert.Equal($"Port {running.Pages.Port} is taken: choose another one with --port.", samePort.Errors.Trim());

        var sameFolder = await SandboxProcess.RunAsync(folders.First.Path, LoopbackPort.FindFree(), LoopbackPort.FindFree());
        Assert.Equal(1, sameFolder.ExitCode);
        Assert.Equal($"Another sandbox is running in {folders.First.Path}: stop it, or choose another folder with --data.", sameFolder.Errors.Trim());
    }

    [Fact]
    public async Task A_sandbox_that_is_killed_leaves_nothing_running_and_starts_again()
    {
        using var folder = new SandboxFolder();
        await using (var killed = await SandboxProcess.StartAsync(folder.Path))
        {
            await killed.KillAsync();
            await Eventually.TrueAsync(() => Task.FromResult(LoopbackPort.IsFree(killed.Pages.Port)), what: "the service ended");
            await Eventually.TrueAsync(() => Task.FromResult(LoopbackPort.IsFree(killed.Simulator.Url.Port)), what: "the simulator ended");
            await Eventually.TrueAsync(() => Task.FromResult(!folder.PostgresRuns), what: "PostgreSQL ended");
        }

        await using var again = await SandboxProcess.StartAsync(folder.Path);
        Assert.Equal("connection_not_found", (await again.Api.GetConnectionAsync(Guid.Empty.ToString())).Code);
    }
}
