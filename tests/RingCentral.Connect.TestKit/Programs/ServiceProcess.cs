using System.Net;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A node of the service as a process of its own, which can be stopped, killed and started again.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    public const string AllScopes = "tokens:read,tokens:rotate,connections:read,connections:write,connect-sessions:write,webhooks:write,events:read";

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private RunningProgram _program;

    private ServiceProcess(ServiceSettings settings, RunningProgram program)
    {
        Settings = settings;
        _program = program;
    }

    public ServiceSettings Settings { get; }

    public Uri Url => Settings.Url;

    /// <summary>Of the process that runs now.</summary>
    public int ProcessId => _program.Process.Id;

    /// <summary>Of the process that runs now: a restart begins a new one.</summary>
    public ProgramOutput Output => _program.Output;

    /// <summary>Of a node that has ended.</summary>
    public int ExitCode => _program.Process.ExitCode;

    public static async Task<ServiceProcess> StartAsync(ServiceSettings settings)
    {
        var service = new ServiceProcess(settings, RunningProgram.Start(settings.ToServeInfo()));
        await service.WaitUntilReadyAsync();
        return service;
    }

    /// <summary>A node that is not ready yet, or never will be: it only has to live.</summary>
    public static async Task<ServiceProcess> StartUnreadyAsync(ServiceSettings settings)
    {
        var service = new ServiceProcess(settings, RunningProgram.Start(settings.ToServeInfo()));
        await service._program.WaitForAsync(service._http, new Uri(service.Url, "health/live"));
        return service;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => _program.Process.KillAsync();

    /// <summary>As an operator would: SIGTERM, and time to finish.</summary>
    public Task StopAsync() => _program.Process.StopAsync(StopPatience);

    /// <summary>After <see cref="KillAsync"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        Assert.True(_program.Process.HasEnded, "The node still runs: stop or kill it first.");
        _program = RunningProgram.Start(Settings.ToServeInfo());
        await WaitUntilReadyAsync();
    }

    /// <summary>The result of a command of the service, which alone stands on its standard output.</summary>
    public async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        var result = await Settings.RunAsync(arguments, TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, $"Exit code {result.ExitCode}: {result.Errors}\n{result.Output}");
        return result.Output.Trim();
    }

    public async Task<ApiClient> CreateApiClientAsync(string scopes = AllScopes) =>
        new(Url, await RunAsync("api-keys", "create", "--name", "test", "--scopes", scopes));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
    }

    /// <summary>What the node says of itself, and with which status.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(Url, path), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until the node says that it is ready; fails where it has ended.</summary>
    public Task WaitUntilReadyAsync() => _program.WaitForAsync(_http, new Uri(Url, "health/ready"));
}
