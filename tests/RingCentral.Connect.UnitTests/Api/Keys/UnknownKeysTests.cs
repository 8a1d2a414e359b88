using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Api.Keys;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Keys;

public sealed class UnknownKeysTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Whoever_tries_keys_asks_the_database_a_few_times_a_second_at_most()
    {
        var unknown = new UnknownKeys(_time);

        Assert.Equal(UnknownKeys.LookUpsPerSecond, Enumerable.Range(0, 1000).Count(_ => unknown.MayLookUp()));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(unknown.MayLookUp());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(UnknownKeys.LookUpsPerSecond, Enumerable.Range(0, 1000).Count(_ => unknown.MayLookUp()));
    }
}
