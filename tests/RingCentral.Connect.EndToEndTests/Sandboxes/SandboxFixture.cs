using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>
/// One sandbox for all tests that only connect people and watch: each of them takes another person. It is started by the first who asks.
/// </summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    private readonly SandboxFolder _folder = new();
    private readonly Lazy<Task<SandboxProcess>> _sandbox;

    public SandboxFixture() => _sandbox = new Lazy<Task<SandboxProcess>>(StartAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public Task<SandboxProcess> GetAsync() => _sandbox.Value;

    public async ValueTask DisposeAsync()
    {
        if (_sandbox.IsValueCreated && _sandbox.Value.IsCompletedSuccessfully)
        {
            await (await _sandbox.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<SandboxProcess> StartAsync()
    {
        var sandbox = await SandboxProcess.StartAsync(_folder.Path);
        await sandbox.Simulator.SwitchAsync(new { access_token_lifetime = "00:00:20" });
        return sandbox;
    }
}
