using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using RingCentral.Connect.Vault.Notices;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit;

/// <summary>Two nodes on one database, both answering over HTTP and sure of what they hear.</summary>
public sealed class TwoNodesFixture(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly LiveFixture _here = new(postgres);

    internal LiveFixture Here => _here;

    internal ServiceNode There { get; private set; } = null!;

    internal ApiClient ApiHere => _here.Api;

    internal ApiClient ApiThere { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _here.InitializeAsync();
        There = await _here.NodeAsync();
        await There.StartAsync();
        ApiThere = new ApiClient(There.Url, ApiHere.Key);
        await HeardAsync();
    }

    /// <summary>Waits until both nodes go by what they have at hand.</summary>
    internal Task HeardAsync() => Eventually.TrueAsync(() => Task.FromResult(_here.Node.Get<ChangeNotices>().AreComplete && There.Get<ChangeNotices>().AreComplete));

    /// <summary>A connection of a simulated user.</summary>
    internal async Task<string> ImportAsync() => Assert.Single(await ApiHere.ImportedIdsAsync(await _here.Simulator.SeedAsync(1)));

    public async ValueTask DisposeAsync()
    {
        ApiThere.Dispose();
        await There.DisposeAsync();
        await _here.DisposeAsync();
    }
}
