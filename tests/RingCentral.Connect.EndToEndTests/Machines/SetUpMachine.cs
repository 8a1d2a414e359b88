using RingCentral.Connect.EndToEndTests.Documented;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Machines;

/// <summary>A machine that was set up for production with the commands of README.md, from top to bottom, by the first test that asks.</summary>
public sealed class SetUpMachine : IAsyncLifetime
{
    public const string Certificate = "--cacert /etc/ringcentral-connect/tls.crt";

    private readonly Lazy<Task<Machine>> _machine;
    private readonly List<string> _said = [];

    public SetUpMachine() => _machine = new Lazy<Task<Machine>>(SetUpAsync);

    /// <summary>What each block of commands said, in their order.</summary>
    public IReadOnlyList<string> Said => _said;

    public Task<Machine> GetAsync() => _machine.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_machine.IsValueCreated && _machine.Value.IsCompletedSuccessfully)
        {
            await (await _machine.Value).DisposeAsync();
        }
    }

    /// <summary>The first object in what curl said.</summary>
    public static string Json(string said) => said[said.IndexOf('{', StringComparison.Ordinal)..].Trim();

    private async Task<Machine> SetUpAsync()
    {
        var machine = await Machine.StartAsync("nginx", "curl", "openssl");
        try
        {
            foreach (var block in CommandBlock.OfWalk(Walks.Production))
            {
                if (block.After == Walks.SomebodyConnects)
                {
                    var link = Connections.Member(Json(_said[^1]), "connect_url");
                    await new Visitor(machine, "http://127.0.0.1:5090", Certificate).ConnectAsync(link + "/start", People.Ines);
                }

                _said.Add(block.Stays is { } words ? await machine.StayAsync(block.Commands, words) : await machine.RunAsync(block.Commands));
            }

            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }
}
