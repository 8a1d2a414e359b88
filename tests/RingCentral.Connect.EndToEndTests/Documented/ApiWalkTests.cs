using System.Diagnostics;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>The commands of the pages about the API and the command line are given as they stand there.</summary>
public sealed class ApiWalkTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_of_the_pages_work_as_they_stand()
    {
        foreach (var program in new[] { "curl", "jq", "openssl", "bash" })
        {
            var found = await ShortCommand.RunAsync(new ProcessStartInfo("/bin/sh", ["-c", $"command -v {program}"]), cancellationToken: Cancelled);
            Assert.SkipUnless(found.Succeeded, $"{program} is not installed here.");
        }

        await using var deployment = await Deployment.StartAsync(postgres);
        using var desk = await Desk.SetAsync(deployment);
        var failures = new List<string>();
        foreach (var block in CommandBlock.OfWalk(Walks.Api))
        {
            var result = await desk.RunAsync(block.Commands);
            if (!result.Succeeded)
            {
                failures.Add($"{block} ended with {result.ExitCode}:\n{block.Commands}{result.Output}\n{result.Errors}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    [Fact]
    public async Task Command_that_is_refused_is_a_failure()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        using var desk = await Desk.SetAsync(deployment);

        var result = await desk.RunAsync("curl -H \"Authorization: Bearer $KEY\" \"$API/connections/by-external-id/nobody/token\"");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("connection_not_found", result.Output, StringComparison.Ordinal);
    }
}
