using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Rollups;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.KeepAlive;

public sealed class PersonalDataTests(SweepingFixture fixture) : IClassFixture<SweepingFixture>
{
    [Fact]
    public async Task Of_a_person_whose_connection_was_ended_long_ago_nothing_is_kept_but_ids()
    {
        var node = fixture.Node;
        var (ended, recent, active) = (await AddAsync(ConnectionState.Disconnected, 91), await AddAsync(ConnectionState.Disconnected, 89), await AddAsync(ConnectionState.Active, 400));

        await node.Get<RetentionJob>().RunAsync(TestContext.Current.CancellationToken);

        var erased = await node.ConnectionAsync(ended);
        Assert.Equal((null, null, null), (erased.OwnerName, erased.OwnerEmail, erased.ExtensionNumber));
        Assert.Equal("Maya Okonjo", (await node.ConnectionAsync(recent)).OwnerName);
        Assert.Equal("Maya Okonjo", (await node.ConnectionAsync(active)).OwnerName);
    }

    private Task<Guid> AddAsync(ConnectionState state, int days) => fixture.Node.AddAsync((connection, session) =>
    {
        (connection.State, connection.StateSince) = (state, fixture.Node.Now.AddDays(-days));
        (connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber) = ("Maya Okonjo", "maya@brightwater.example.com", "204");
        session.DueAt = fixture.Node.Now.AddDays(1);
    });
}
