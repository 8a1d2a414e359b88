using RingCentral.Connect.EndToEndTests.Machines;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>The sandbox at its usual ports, as README.md starts it, and the simulator as its own page does, on machines that are thrown away.</summary>
public sealed class SandboxWalkTests
{
    [Fact]
    public async Task Sandbox_gives_a_token_with_the_commands_of_the_readme()
    {
        await using var machine = await Machine.StartAsync("curl");
        var said = "";
        foreach (var block in CommandBlock.OfWalk(Walks.Sandbox))
        {
            if (block.After == Walks.SomebodyConnects)
            {
                await machine.RunAsync("export API_KEY=" + said.Split('\n').Single(line => line.TrimStart().StartsWith("API key ", StringComparison.Ordinal)).Split(' ')[^1]);
                await new Visitor(machine, "http://127.0.0.1:5090").ConnectAsync("http://127.0.0.1:5080/connect/start", People.Ines);
            }

            said = block.Stays is { } words ? await machine.StayAsync(block.Commands, words) : await machine.RunAsync(block.Commands);
        }

        Assert.Equal(People.ExternalId(People.Ines), Connections.Member(SetUpMachine.Json(said), "external_id"));
    }

    [Fact]
    public async Task Simulator_makes_sessions_with_the_commands_of_its_page()
    {
        await using var machine = await Machine.StartAsync("curl");
        var said = "";
        foreach (var block in CommandBlock.OfWalk(Walks.Simulator))
        {
            said = block.Stays is { } words ? await machine.StayAsync(block.Commands, words) : await machine.RunAsync(block.Commands);
        }

        Assert.Equal(3, said.Split('\n').Count(line => line.Contains("\"refresh_token\"", StringComparison.Ordinal)));
    }
}
