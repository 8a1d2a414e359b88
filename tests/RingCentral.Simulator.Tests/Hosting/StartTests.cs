using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Hosting;

/// <summary>The program as its users start it: a process of its own.</summary>
public sealed partial class StartTests
{
    [Fact]
    public async Task Program_listens_on_loopback_answers_and_stops_on_sigterm()
    {
        using var process = Start("--port", "0", "--access-token-lifetime", "00:00:20");
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        using var client = new RingCentralClient(new Uri(Address().Match(line!).Value));

        var ready = await client.GetAsync("/_control/counters");
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, 0), (ready.Status, process.ExitCode));
        Assert.Contains("not RingCentral", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-such-switch", "1", "--no-such-switch is unknown")]
    [InlineData("--port", "many", "is not a port")]
    [InlineData("--auth-limit", "-1", "whole number")]
    public async Task Wrong_usage_is_explained_with_exit_code_2(string name, string value, string reason)
    {
        using var process = Start(name, value);
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applications_of_a_file_are_registered()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "apps.json");
        await File.WriteAllTextAsync(file, """[{"client_id":"mine","client_secret":"s","name":"Mine","redirect_uris":["https://app.example.org/cb"]}]""", TestContext.Current.CancellationToken);
        await using var world = await World.StartAsync("--apps", file);

        var apps = (await world.DoAsync("GET", "apps")).GetProperty("data");

        Assert.Equal(["sandbox-client", "mine"], apps.EnumerateArray().Select(app => app.GetProperty("client_id").GetString()!));
        Assert.DoesNotContain("client_secret", apps.GetRawText(), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RingCentral.Simulator.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
