using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.KeepAlive.Sweeping;
using RingCentral.Connect.UnitTests.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Rotation;
using Xunit;

namespace RingCentral.Connect.UnitTests.KeepAlive.Sweeping;

public sealed class SweepPlacesTests : IDisposable
{
    private const int Most = 32;
    private const int Floor = 2;

    private readonly FakeTimeProvider _time = new();
    private readonly SweepPlaces _places;

    public SweepPlacesTests() => _places = new SweepPlaces(Options.Create(new SweepOptions { Concurrency = Most }), new NoMeters(), _time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _places.Dispose();

    [Fact]
    public async Task Number_begins_at_a_sixteenth_and_doubles_with_each_round_of_answers()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var counts = new List<int> { _places.Count };
        for (var round = 0; round < 6; round++)
        {
            await RoundAsync(RotationOutcome.Rotated);
            counts.Add(_places.Count);
        }

        Assert.Equal([2, 4, 8, 16, 32, 32, 32], counts);
    }

    [Fact]
    public async Task Number_doubles_once_a_second_at_the_most()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await EndAsync(Floor, RotationOutcome.Rotated);
        await EndAsync(100, RotationOutcome.Rotated);

        Assert.Equal(4, _places.Count);
    }

    [Fact]
    public async Task Number_halves_with_each_round_that_failed_and_stays_at_a_sixteenth()
    {
        await OpenUpAsync();
        var counts = new List<int>();
        for (var round = 0; round < 6; round++)
        {
            await RoundAsync(RotationOutcome.Postponed);
            counts.Add(_places.Count);
        }

        Assert.Equal([16, 8, 4, 2, 2, 2], counts);
    }

    [Fact]
    public async Task A_few_failures_among_many_answers_slow_nobody_down()
    {
        await OpenUpAsync();
        for (var outcome = 0; outcome < 1000; outcome++)
        {
            await EndAsync(1, outcome % 3 == 0 ? RotationOutcome.Postponed : RotationOutcome.Rotated);
        }

        Assert.Equal(Most, _places.Count);
    }

    [Theory]
    [InlineData(nameof(RotationOutcome.Flagged))]
    [InlineData(nameof(RotationOutcome.Blocked))]
    [InlineData(nameof(RotationOutcome.Doubted))]
    [InlineData(nameof(RotationOutcome.HeldBack))]
    public async Task A_refusal_of_a_session_is_an_answer(string outcome)
    {
        await OpenUpAsync();
        await RoundAsync(Enum.Parse<RotationOutcome>(outcome));

        Assert.Equal(Most, _places.Count);
    }

    [Fact]
    public async Task Never_are_more_taken_than_there_are()
    {
        await OpenUpAsync();
        var taken = await _places.TakeAsync(Cancelled);
        Assert.Equal(Most, taken);

        // All fail: half are withheld as they come back.
        for (var place = 0; place < taken; place++)
        {
            _places.GiveBack(RotationOutcome.Postponed);
        }

        Assert.Equal(Most / 2, await _places.TakeAsync(Cancelled));
    }

    [Fact]
    public async Task Rotation_that_waits_for_its_commit_gives_its_place_to_the_next_until_as_many_wait_as_there_are_places()
    {
        await OpenUpAsync();
        Assert.Equal(Most, await _places.TakeAsync(Cancelled));
        var waiting = Enumerable.Range(0, Most + 1).Select(_ => new SweepPlace(_places)).ToList();
        foreach (var place in waiting.Take(Most))
        {
            place.Answered();
        }

        Assert.Equal(Most, await _places.TakeAsync(Cancelled));
        waiting[Most].Answered();
        var next = _places.TakeAsync(Cancelled);
        Assert.False(next.IsCompleted, "The database is behind: nothing more is asked.");

        waiting[Most].Ended(RotationOutcome.Rotated);
        Assert.Equal(1, await next);

        waiting[0].Ended(RotationOutcome.Rotated);
        var last = new SweepPlace(_places);
        last.Answered();
        Assert.Equal(1, await _places.TakeAsync(Cancelled));
    }

    [Fact]
    public async Task Places_rest_between_two_asks_while_RingCentral_is_away_and_no_longer_than_two_seconds()
    {
        for (var round = 0; round < 10; round++)
        {
            await RoundAsync(RotationOutcome.Postponed);
        }

        await _places.TakeAsync(Cancelled);
        _places.GiveBack(RotationOutcome.Postponed);
        var next = _places.TakeAsync(Cancelled);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(1, await next);
    }

    private async Task OpenUpAsync()
    {
        while (_places.Count < Most)
        {
            await RoundAsync(RotationOutcome.Rotated);
        }
    }

    private async Task RoundAsync(RotationOutcome outcome)
    {
        await EndAsync(_places.Count, outcome);
        _time.Advance(TimeSpan.FromSeconds(2.5));
    }

    /// <summary>So many rotations end in this way, one after the other.</summary>
    private async Task EndAsync(int count, RotationOutcome outcome)
    {
        for (var ended = 0; ended < count; ended++)
        {
            _places.GiveBackUnused(await _places.TakeAsync(Cancelled) - 1);
            _places.GiveBack(outcome);
        }
    }
}
