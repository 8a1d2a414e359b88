using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>Many servers start and restart on one machine, of many processes, and each has ports of its own.</summary>
public sealed class LoopbackPortTests
{
    /// <summary>Of so many that are only looked at, two would be the same in 98 of 100 runs.</summary>
    [Fact]
    public void No_port_is_given_twice()
    {
        var ports = Enumerable.Range(0, 400).Select(_ => LoopbackPort.FindFree()).ToList();

        Assert.Equal(ports.Count, ports.Distinct().Count());
    }

    [Fact]
    public async Task Other_processes_see_that_a_port_was_given()
    {
        var port = LoopbackPort.FindFree();

        var locks = await File.ReadAllLinesAsync("/proc/locks", TestContext.Current.CancellationToken);

        Assert.Contains(
            locks, line => line.Contains("POSIX", StringComparison.Ordinal) && line.Contains($" {Environment.ProcessId} ", StringComparison.Ordinal) && line.EndsWith($" {port} {port}", StringComparison.Ordinal));
    }
}
