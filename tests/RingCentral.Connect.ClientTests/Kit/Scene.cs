using RingCentral.Connect.Client;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>A service process with its simulator and database, for the tests of one class; and a second place that connections may live at.</summary>
public class Scene(PostgresFixture postgres) : IAsyncLifetime
{
    private Deployment? _deployment;

    internal Deployment Deployment => _deployment!;

    internal ApiClient Api => Deployment.Api;

    internal SimulatorControl Simulator => Deployment.Simulator.Control;

    /// <summary>A server that the service allows beside the simulator.</summary>
    internal Listener OtherServer { get; } = new();

    /// <summary>How long the service lets a caller wait.</summary>
    protected virtual string MaxWait => "00:00:30";

    public async ValueTask InitializeAsync() => _deployment = await Deployment.StartAsync(postgres, settings => settings with
    {
        Variables = new Dictionary<string, string>(settings.Variables)
        {
            ["RingCentral__Servers__0"] = OtherServer.Address.ToString().TrimEnd('/'),
            ["TokenApi__MaxWait"] = MaxWait,
        },
    });

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await OtherServer.DisposeAsync();
        await Deployment.DisposeAsync();
    }

    internal App App(Action<RingCentralConnectOptions>? change = null, TimeProvider? time = null, Func<HttpRequestMessage, ConnectionKey?>? choose = null) =>
        Kit.App.Of(Deployment.Service.Url, Api.Key, change, time, choose);

    internal Task<Person> ConnectAsync(Action<System.Text.Json.Nodes.JsonObject>? change = null) => Person.ImportAsync(Deployment, change);
}

/// <summary>The same with a service that soon tells its callers to come back later.</summary>
public sealed class HurriedScene(PostgresFixture postgres) : Scene(postgres)
{
    protected override string MaxWait => "00:00:02";
}
