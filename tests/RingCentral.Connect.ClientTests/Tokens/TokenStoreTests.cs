using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Client;
using RingCentral.Connect.Client.Tokens;
using Xunit;

namespace RingCentral.Connect.ClientTests.Tokens;

public sealed class TokenStoreTests
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(3600, 3597, true)]
    [InlineData(3600, 3598, false)]
    [InlineData(10, 8.9, true)]
    [InlineData(10, 9, false)]
    [InlineData(0, 0, false)]
    public void Token_is_found_until_its_margin_begins(int life, double after, bool found)
    {
        var (store, live) = (new TokenStore(_time, Margin), Live(1, TimeSpan.FromSeconds(life)));
        store.Keep(Key(live), live);

        _time.Advance(TimeSpan.FromSeconds(after));

        Assert.Equal(found, store.Find(Key(live), TimeSpan.Zero) is not null);
    }

    [Fact]
    public void Token_that_ends_too_soon_for_the_caller_is_not_found()
    {
        var (store, live) = (new TokenStore(_time, Margin), Live(1, TimeSpan.FromMinutes(10)));
        store.Keep(Key(live), live);

        Assert.NotNull(store.Find(Key(live), TimeSpan.FromMinutes(10)));
        Assert.Null(store.Find(Key(live), TimeSpan.FromMinutes(11)));
    }

    [Fact]
    public void Wall_clock_that_stands_still_prolongs_nothing()
    {
        var (store, live) = (new TokenStore(new StoppedWallClock(_time), Margin), Live(1, TimeSpan.FromMinutes(10)));
        store.Keep(Key(live), live);

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Null(store.Find(Key(live), TimeSpan.Zero));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void Refused_token_is_forgotten_under_both_names_and_a_later_one_is_not(long refused, bool stays)
    {
        var (store, live) = (new TokenStore(_time, Margin), Live(5, TimeSpan.FromMinutes(10)));
        var (byId, byExternalId) = ConnectionKey.Of(live.Token);
        store.Keep(byId, live);
        store.Keep(byExternalId, live);

        store.Forget(live.Token with { Generation = refused });

        Assert.Equal(stays, store.Find(byId, TimeSpan.Zero) is not null);
        Assert.Equal(stays, store.Find(byExternalId, TimeSpan.Zero) is not null);
    }

    [Fact]
    public void What_has_ended_is_not_kept_for_ever()
    {
        var store = new TokenStore(_time, Margin);
        for (var i = 0; i < 100_000; i++)
        {
            var live = Live(1, TimeSpan.FromMinutes(10));
            store.Keep(Key(live), live);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // 600 at a time are alive.
        Assert.InRange(store.Count, 600, 2000);
    }

    private static ConnectionKey Key(LiveToken live) => ConnectionKey.ById(live.Token.ConnectionId);

    private LiveToken Live(long generation, TimeSpan life)
    {
        var token = new RingCentralToken
        {
            AccessToken = new AccessToken("token"),
            ExpiresAt = _time.GetUtcNow() + life,
            Generation = generation,
            ServerUrl = new Uri("https://platform.ringcentral.com"),
            Scope = "ReadAccounts",
            ConnectionId = Guid.CreateVersion7(_time.GetUtcNow()),
            ExternalId = "user-1",
            OwnerId = "1",
        };
        return new LiveToken(token, _time.GetTimestamp(), life);
    }

    /// <summary>Time passes, and the wall clock is set back all the time.</summary>
    private sealed class StoppedWallClock(TimeProvider time) : TimeProvider
    {
        private readonly DateTimeOffset _stoppedAt = time.GetUtcNow();

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => _stoppedAt;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
