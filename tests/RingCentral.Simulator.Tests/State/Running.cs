using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.State;

/// <summary>The simulator as a process of its own, for tests that kill it.</summary>
internal sealed partial class Running : IAsyncDisposable
{
    private readonly Process _process;

    private Running(Process process, Uri server)
    {
        _process = process;
        Client = new RingCentralClient(server);
    }

    public RingCentralClient Client { get; }

    public static async Task<Running> StartAsync(params string[] arguments)
    {
        var process = Start(arguments);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(line);
        return new Running(process, new Uri(Address().Match(line).Value));
    }

    /// <summary>For starts that are expected to fail.</summary>
    public static async Task<(int ExitCode, string Errors)> FailAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors.Trim());
    }

    public async Task DoAsync(string method, string path, object body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/_control/{path}") { Content = JsonContent.Create(body) };
        Expect.Works(await Client.SendAsync(request));
    }

    /// <summary>Signs a user in by a JWT credential.</summary>
    public async Task<Answer> ConnectAsync(string user = World.Ines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_control/jwt") { Content = JsonContent.Create(new { user }) };
        var answer = await Client.PresentAsync((await Client.SendAsync(request)).Json.GetProperty("assertion").GetString()!);
        Expect.Works(answer);
        return answer;
    }

    /// <summary>kill -9; returns what it said on standard error.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        var errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return errors.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RingCentral.Simulator.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--port", "0", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
