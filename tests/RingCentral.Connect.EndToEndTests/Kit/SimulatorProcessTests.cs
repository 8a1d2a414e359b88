using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Kit;

public sealed class SimulatorProcessTests
{
    [Fact]
    public async Task A_simulator_is_controlled_in_its_own_words()
    {
        await using var simulator = await SimulatorProcess.StartAsync();
        var control = simulator.Control;

        var line = Assert.Single(await control.SeedAsync(1));
        var token = TestKit.Api.Connections.Member(line, "access_token");
        Assert.Equal(200, await control.CallExtensionAsync(token));
        Assert.Contains(token, await control.TokensAsync());

        await control.SwitchAsync(new { access_token_lifetime = "00:00:20" });
        await control.AddFaultAsync(new { kind = "status", grant = "refresh_token", status = 503, count = 1 });
        await control.ClearFaultsAsync();
        await control.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(401, await control.CallExtensionAsync(token));
        Assert.NotEmpty(await control.OwnerIdsAsync());
        Assert.True((await control.RequestsAsync()).GetProperty("data").GetArrayLength() > 0);
    }
}
