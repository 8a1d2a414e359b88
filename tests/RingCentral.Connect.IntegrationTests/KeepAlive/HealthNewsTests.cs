using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.KeepAlive;

public sealed class HealthNewsTests(VaultFixture fixture) : IClassFixture<VaultFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_that_becomes_at_risk_is_told_once_for_each_incident()
    {
        var failing = await Node.AddAsync((_, session) => session.Failures = 3);
        var dying = await Node.AddAsync((_, session) => session.RefreshExpiresAt = Node.Now.AddMinutes(5));
        var once = await Node.AddAsync((_, session) => session.Failures = 1);
        var healthy = await Node.AddAsync((_, session) => session.DueAt = Node.Now.AddHours(1));

        await TellAsync();
        await TellAsync();

        Assert.Equal([EventTypes.AtRisk], await TypesAsync(failing));
        Assert.Equal([EventTypes.AtRisk], await TypesAsync(dying));
        Assert.Empty(await TypesAsync(once));
        Assert.Empty(await TypesAsync(healthy));

        // A rotation succeeds, and later ones fail again: another incident.
        await ChangeAsync(failing, session => session.IssuedAt = Node.Now);
        await TellAsync();
        Assert.Equal([EventTypes.AtRisk, EventTypes.AtRisk], await TypesAsync(failing));
    }

    [Fact]
    public async Task Connection_whose_absolute_end_comes_near_is_told_once_until_its_user_signs_in_again()
    {
        var ending = await Node.AddAsync((_, session) => session.SessionExpiresAt = Node.Now.AddHours(23));
        var later = await Node.AddAsync((_, session) => session.SessionExpiresAt = Node.Now.AddHours(25));

        await TellAsync();
        await ChangeAsync(ending, session => session.IssuedAt = Node.Now);
        await TellAsync();

        Assert.Equal([EventTypes.Expiring], await TypesAsync(ending));
        Assert.Empty(await TypesAsync(later));
    }

    [Theory]
    [InlineData(ConnectionState.NeedsReauthorization)]
    [InlineData(ConnectionState.Blocked)]
    [InlineData(ConnectionState.Disconnected)]
    public async Task Connection_that_is_not_active_has_no_health_to_tell_of(ConnectionState state)
    {
        var id = await Node.AddAsync((connection, session) => (connection.State, session.Failures) = (state, 5));

        await TellAsync();

        Assert.Empty(await TypesAsync(id));
    }

    private Task<int> TellAsync() => Node.Get<HealthNews>().TellAsync(Cancelled);

    private async Task<IReadOnlyList<string>> TypesAsync(Guid id)
    {
        await using var context = await Node.ContextAsync();
        return await context.ConnectionEvents.Where(entry => entry.ConnectionId == id).OrderBy(entry => entry.Sequence).Select(entry => entry.Type).ToListAsync(Cancelled);
    }

    private async Task ChangeAsync(Guid id, Action<Session> change)
    {
        await using var context = await Node.ContextAsync();
        change(await context.Sessions.SingleAsync(session => session.ConnectionId == id, Cancelled));
        await context.SaveChangesAsync(Cancelled);
    }
}
