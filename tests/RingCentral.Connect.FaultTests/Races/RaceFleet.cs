using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.FaultTests.Races;

/// <summary>Four nodes, on each of which keep-alive runs too.</summary>
public sealed class RaceFleet(PostgresFixture postgres) : IAsyncLifetime
{
    private const int NodeCount = 4;

    private Fleet? _fleet;

    internal Fleet Fleet => _fleet ?? throw new InvalidOperationException("The fleet has not been started.");

    public async ValueTask InitializeAsync() => _fleet = await Fleet.StartAsync(postgres, NodeCount, []);

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null)
        {
            await _fleet.DisposeAsync();
        }
    }
}
