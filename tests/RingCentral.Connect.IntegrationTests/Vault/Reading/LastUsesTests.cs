using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Vault.Reading;

public sealed class LastUsesTests(VaultFixture fixture) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Node.NothingIsDueAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Uses_are_written_down_in_one_batch()
    {
        var ids = new[] { await AddIdleAsync(), await AddIdleAsync(), await AddIdleAsync() };
        var at = Node.Now;

        await UseAsync(at, ids);

        foreach (var id in ids)
        {
            Assert.Equal(at, (await Node.SessionAsync(id)).LastUsedAt);
        }
    }

    [Fact]
    public async Task Use_makes_an_idle_connection_warm()
    {
        var id = await AddIdleAsync();

        await UseAsync(Node.Now, id);

        var session = await Node.SessionAsync(id);
        Assert.Equal(session.HoldUntil.AddSeconds(1), session.DueAt);
    }

    [Fact]
    public async Task Earlier_use_does_not_overwrite_a_later_one()
    {
        var id = await AddIdleAsync();
        var at = Node.Now;

        await UseAsync(at, id);
        await UseAsync(at.AddMinutes(-1), id);

        Assert.Equal(at, (await Node.SessionAsync(id)).LastUsedAt);
    }

    [Theory]
    [InlineData(KeepAlivePreference.Idle)]
    [InlineData(KeepAlivePreference.Warm)]
    public async Task Use_leaves_the_time_of_a_connection_with_a_wish_of_its_own(KeepAlivePreference wish)
    {
        var id = await AddIdleAsync((connection, _) => connection.KeepAlive = wish);
        var before = (await Node.SessionAsync(id)).DueAt;

        await UseAsync(Node.Now, id);

        Assert.Equal(before, (await Node.SessionAsync(id)).DueAt);
    }

    [Fact]
    public async Task Use_leaves_the_time_of_a_session_that_fails_or_is_being_rotated()
    {
        var failing = await AddIdleAsync((_, session) => session.Failures = 1);
        var rotating = await Node.AddAsync();
        await Node.Get<RotationClaims>().ClaimOneAsync(rotating, 1, Cancelled);
        var (due, deadline) = ((await Node.SessionAsync(failing)).DueAt, (await Node.SessionAsync(rotating)).DueAt);

        await UseAsync(Node.Now, failing, rotating);

        Assert.Equal(due, (await Node.SessionAsync(failing)).DueAt);
        Assert.Equal(deadline, (await Node.SessionAsync(rotating)).DueAt);
    }

    [Fact]
    public async Task Use_that_is_written_down_after_a_disconnect_makes_nothing_due()
    {
        var id = await AddIdleAsync();
        Node.Get<LastUses>().Record(id, Node.Now);
        await Node.Get<ConnectionChanges>().DisconnectAsync(id, Actors.User, Cancelled);

        await Node.Get<LastUses>().FlushAsync(Cancelled);

        Assert.Null((await Node.SessionAsync(id)).DueAt);
    }

    private Task<Guid> AddIdleAsync(Action<Connection, Data.Sessions.Session>? change = null) => Node.AddAsync((connection, session) =>
    {
        (session.HoldUntil, session.DueAt) = (Node.Now.AddMinutes(40), Node.Now.AddHours(20));
        change?.Invoke(connection, session);
    });

    private async Task UseAsync(DateTimeOffset at, params Guid[] ids)
    {
        foreach (var id in ids)
        {
            Node.Get<LastUses>().Record(id, at);
        }

        await Node.Get<LastUses>().FlushAsync(Cancelled);
    }
}
