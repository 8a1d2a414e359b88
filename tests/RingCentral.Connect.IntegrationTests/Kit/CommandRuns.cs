using System.Text.Json;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Commands of the service, run as an operator runs them, and their JSON.</summary>
internal static class CommandRuns
{
    public static async Task<(int ExitCode, JsonElement Result)> RunJsonAsync(this ServiceSettings settings, params string[] arguments)
    {
        var result = await settings.RunAsync([.. arguments, "--json"], TestContext.Current.CancellationToken);
        Assert.True(result.Output.StartsWith('{'), result.Output + result.Errors);
        return (result.ExitCode, JsonDocument.Parse(result.Output).RootElement);
    }

    public static Task<CommandResult> RunTextAsync(this ServiceSettings settings, params string[] arguments) =>
        settings.RunAsync(arguments, TestContext.Current.CancellationToken);
}
