using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Failover;

public sealed class CommittedPairsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CommittedPairs _committed;

    public CommittedPairsTests() => _committed = new CommittedPairs(_time);

    [Fact]
    public void Pair_is_known_to_be_newer_than_older_generations_of_its_session_alone()
    {
        var pair = Pair(generation: 6);
        _committed.Remember(pair);

        Assert.Equal(6, Newer(pair, 5)?.Generation);
        Assert.Equal(6, Newer(pair, 1)?.Generation);
        Assert.Null(Newer(pair, 6));
        Assert.Null(Newer(pair, 7));
        Assert.Null(_committed.NewerThan(pair.ConnectionId, Guid.CreateVersion7(_time.GetUtcNow()), 5));
        Assert.Null(_committed.NewerThan(Guid.CreateVersion7(_time.GetUtcNow()), pair.SessionKey, 5));
    }

    [Fact]
    public void Of_one_session_the_newest_pair_stays_whichever_is_remembered_last()
    {
        var pair = Pair(generation: 6);
        _committed.Remember(pair);
        _committed.Remember(pair with { Spent = 6 });
        _committed.Remember(pair);

        Assert.Equal(7, Assert.Single(All(_committed)).Generation);
    }

    [Fact]
    public void Pair_of_the_session_that_came_after_takes_the_place_of_the_one_before()
    {
        var pair = Pair(generation: 6);
        _committed.Remember(pair);
        _committed.Remember(pair with { SessionKey = Guid.CreateVersion7(_time.GetUtcNow()), Spent = 2 });

        Assert.Null(Newer(pair, 5));
        Assert.Equal(3, Assert.Single(All(_committed)).Generation);
    }

    [Fact]
    public void Pair_is_forgotten_after_ten_minutes_but_only_when_rows_were_compared()
    {
        var pair = Pair(generation: 6);
        _committed.Remember(pair);
        _time.Advance(CommittedPairs.Kept);
        _committed.ForgetOld();
        _committed.Remember(Pair(generation: 2));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.NotNull(Newer(pair, 5));
        _committed.ForgetOld();

        Assert.Null(Newer(pair, 5));
        Assert.Equal(1, _committed.Count);
    }

    [Fact]
    public void Oldest_page_gives_way_where_there_is_no_room()
    {
        var committed = new CommittedPairs(_time, pages: 3, pageBytes: 2 * PairRecord.Write(Pair(generation: 2)).Length);
        var pairs = Enumerable.Range(0, 7).Select(_ => Pair(generation: 2)).ToList();

        pairs.ForEach(committed.Remember);

        Assert.Equal(pairs[2..].Select(pair => pair.ConnectionId).Order(), All(committed).Select(pair => pair.ConnectionId).Order());
    }

    [Fact]
    public void Pair_that_is_rotated_again_counts_as_the_newest()
    {
        var committed = new CommittedPairs(_time, pages: 3, pageBytes: PairRecord.Write(Pair(generation: 2)).Length);
        var (busy, other) = (Pair(generation: 2), Pair(generation: 2));
        committed.Remember(busy);
        committed.Remember(other);
        committed.Remember(busy with { Spent = 2 });
        committed.Remember(Pair(generation: 2));
        committed.Remember(Pair(generation: 2));

        Assert.NotNull(committed.NewerThan(busy.ConnectionId, busy.SessionKey, 2));
        Assert.Null(committed.NewerThan(other.ConnectionId, other.SessionKey, 1));
    }

    [Fact]
    public void Pair_that_fits_nowhere_is_not_kept_nor_is_the_one_before()
    {
        var pair = Pair(generation: 2);
        var committed = new CommittedPairs(_time, pages: 2, pageBytes: PairRecord.Write(pair).Length);
        committed.Remember(pair);
        committed.Remember(pair with { Spent = 2, SessionId = "longer" });

        Assert.Equal(0, committed.Count);
    }

    [Fact]
    public void Forgotten_pair_leaves_a_newer_one_of_its_connection_alone()
    {
        var pair = Pair(generation: 6);
        _committed.Remember(pair);
        var known = Newer(pair, 5)!;
        _committed.Remember(pair with { Spent = 6 });

        _committed.Forget(known);
        Assert.Equal(1, _committed.Count);
        _committed.Forget(Newer(pair, 6)!);

        Assert.Equal(0, _committed.Count);
    }

    private static IEnumerable<NewPair> All(CommittedPairs committed) => committed.All.SelectMany(page => page);

    private NewPair? Newer(NewPair pair, long generation) => _committed.NewerThan(pair.ConnectionId, pair.SessionKey, generation);

    private NewPair Pair(long generation)
    {
        var now = _time.GetUtcNow();
        var clocks = new SessionClocks { IssuedAt = now, AccessExpiresAt = now.AddHours(1), RefreshExpiresAt = now.AddDays(7) };
        return new NewPair(
            Guid.CreateVersion7(_time.GetUtcNow()), Guid.CreateVersion7(_time.GetUtcNow()), generation - 1, new SealedPair(new byte[600], Guid.CreateVersion7(_time.GetUtcNow())), clocks, now.AddMinutes(50), new Due(DueClass.Warm, now.AddMinutes(51)));
    }
}
