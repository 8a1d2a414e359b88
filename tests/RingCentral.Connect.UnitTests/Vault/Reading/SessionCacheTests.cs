using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Notices;
using RingCentral.Connect.Vault.Reading;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Reading;

public sealed class SessionCacheTests : IDisposable
{
    private const string Token = "access-token-in-clear";
    private readonly FakeTimeProvider _time = new();
    private readonly TokenSeal _seal = new();
    private readonly ChangeNotices _notices;
    private readonly SessionCache _cache;

    public SessionCacheTests()
    {
        _notices = new ChangeNotices(_time);
        _cache = Cache(capacity: 3);
        _notices.Prove(_time.GetTimestamp());
    }

    [Fact]
    public void Kept_session_is_found_by_both_of_its_names_and_its_token_opens()
    {
        var session = Keep(1);

        var kept = _cache.Find(ConnectionKey.Of(session.ConnectionId), Now)!;

        Assert.Same(kept, _cache.Find(ConnectionKey.Of("user-1"), Now));
        Assert.Equal(Token, _seal.Open(session.ConnectionId, kept.SealedToken).Reveal());
    }

    [Fact]
    public void Nothing_is_found_while_notices_may_be_missing()
    {
        var session = Keep(1);

        _notices.Distrust();
        Assert.Null(Find(session));
        _notices.Prove(_time.GetTimestamp());
        Assert.NotNull(Find(session));
        _time.Advance(ChangeNotices.ProofLasts);
        Assert.Null(Find(session));
    }

    [Fact]
    public void Entry_ends_with_its_hold()
    {
        var session = Keep(1);

        Assert.NotNull(_cache.Find(ConnectionKey.Of(session.ConnectionId), session.HoldUntil - HeldSession.ShortestHold));
        Assert.Null(_cache.Find(ConnectionKey.Of(session.ConnectionId), session.HoldUntil - HeldSession.ShortestHold + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Token_in_doubt_is_not_found()
    {
        var session = Session(1) with { FirstAskedAt = Now };
        _cache.Keep(session, new AccessToken(Token), _cache.Mark);

        Assert.Null(Find(session));
    }

    [Fact]
    public void Notice_of_a_change_ends_the_entry_of_that_connection_alone()
    {
        var (one, other) = (Keep(1), Keep(2));

        _notices.Hear($"connection:{one.ConnectionId}");

        Assert.Null(Find(one));
        Assert.Null(_cache.Find(ConnectionKey.Of("user-1"), Now));
        Assert.NotNull(Find(other));
    }

    [Fact]
    public void Missed_notices_end_all_entries()
    {
        var (one, other) = (Keep(1), Keep(2));

        _notices.StartOver();

        Assert.Null(Find(one));
        Assert.Null(Find(other));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void Reading_that_began_before_a_change_is_not_kept()
    {
        var session = Session(1);
        var mark = _cache.Mark;

        _notices.Hear($"connection:{session.ConnectionId}");
        _cache.Keep(session, new AccessToken(Token), mark);
        Assert.Null(Find(session));

        _cache.Keep(session, new AccessToken(Token), _cache.Mark);
        Assert.NotNull(Find(session));
    }

    [Fact]
    public void Reading_that_began_before_the_listener_came_back_is_not_kept()
    {
        var mark = _cache.Mark;

        _notices.StartOver();
        _cache.Keep(Session(1), new AccessToken(Token), mark);

        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void Later_reading_takes_the_place_of_an_earlier_one()
    {
        var session = Keep(1);

        _cache.Keep(session with { Generation = 2, ExternalId = "renamed" }, new AccessToken("next"), _cache.Mark);

        Assert.Equal(2, Find(session)!.Session.Generation);
        Assert.Null(_cache.Find(ConnectionKey.Of("user-1"), Now));
        Assert.Equal(2, _cache.Find(ConnectionKey.Of("renamed"), Now)!.Session.Generation);
    }

    [Fact]
    public void No_more_is_kept_than_configured_and_what_is_asked_for_stays()
    {
        var sessions = Enumerable.Range(1, 3).Select(Keep).ToList();
        Find(sessions[0]);

        Keep(4);

        Assert.Equal(3, _cache.Count);
        Assert.NotNull(Find(sessions[0]));
        Assert.Null(Find(sessions[1]));
    }

    [Fact]
    public void Entries_that_come_and_go_do_not_pile_up()
    {
        for (var number = 0; number < 1000; number++)
        {
            var session = Keep(number);
            Find(session);
            _cache.Drop(Session(number / 2).ConnectionId);
        }

        Assert.InRange(_cache.Count, 1, 3);
    }

    [Fact]
    public void Nothing_is_kept_where_nothing_is_to_be()
    {
        var cache = Cache(capacity: 0);

        cache.Keep(Session(1), new AccessToken(Token), cache.Mark);

        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void No_token_in_clear_is_within_reach_of_the_cache()
    {
        Keep(1);

        var texts = ObjectGraph.TextsFrom(_cache).ToList();

        Assert.Contains("user-1", texts);
        Assert.DoesNotContain(texts, text => text.Contains(Token, StringComparison.Ordinal) || text.Contains("pair-under-encryption", StringComparison.Ordinal));
    }

    public void Dispose() => _seal.Dispose();

    private DateTimeOffset Now => _time.GetUtcNow();

    private SessionCache Cache(int capacity) => new(_notices, _seal, Options.Create(new ReadingOptions { CacheEntries = capacity }));

    private KeptSession? Find(HeldSession session) => _cache.Find(ConnectionKey.Of(session.ConnectionId), Now);

    private HeldSession Keep(int number)
    {
        var session = Session(number);
        _cache.Keep(session, new AccessToken(Token), _cache.Mark);
        return session;
    }

    private HeldSession Session(int number) => new()
    {
        ConnectionId = new Guid(number, 0, 0, new byte[8]),
        ExternalId = $"user-{number}",
        OwnerId = "1",
        Scope = "ReadAccounts",
        ServerUrl = "http://127.0.0.1:9",
        Key = Guid.Empty,
        Generation = 1,
        Ciphertext = Encoding.UTF8.GetBytes("pair-under-encryption"),
        HoldUntil = Now.AddMinutes(50),
        EndsAt = Now.AddHours(1),
    };
}
