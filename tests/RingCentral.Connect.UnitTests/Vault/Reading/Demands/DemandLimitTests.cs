using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Vault.Reading.Demands;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Reading.Demands;

public sealed class DemandLimitTests
{
    private static readonly Guid One = new("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly Guid Other = new("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5c");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Burst_is_let_through_and_then_one_in_each_interval()
    {
        var limit = new DemandLimit(_time);

        Assert.All(Enumerable.Range(0, DemandLimit.Burst), _ => Assert.Null(limit.Take(One)));
        Assert.Equal(DemandLimit.Interval, limit.Take(One));
        _time.Advance(DemandLimit.Interval / 2);
        Assert.Equal(DemandLimit.Interval / 2, limit.Take(One));
        _time.Advance(DemandLimit.Interval / 2);
        Assert.Null(limit.Take(One));
        Assert.Equal(DemandLimit.Interval, limit.Take(One));
    }

    [Fact]
    public void Connections_do_not_share_a_limit()
    {
        var limit = new DemandLimit(_time);
        Assert.All(Enumerable.Range(0, DemandLimit.Burst), _ => limit.Take(One));

        Assert.Null(limit.Take(Other));
    }

    [Fact]
    public void Burst_is_whole_again_after_a_rest()
    {
        var limit = new DemandLimit(_time);
        Assert.All(Enumerable.Range(0, DemandLimit.Burst), _ => limit.Take(One));

        _time.Advance(DemandLimit.Interval * DemandLimit.Burst);

        Assert.All(Enumerable.Range(0, DemandLimit.Burst), _ => Assert.Null(limit.Take(One)));
        Assert.NotNull(limit.Take(One));
    }

    [Fact]
    public async Task Callers_at_once_get_no_more_than_the_burst()
    {
        var limit = new DemandLimit(_time);

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => limit.Take(One))));

        Assert.Equal(DemandLimit.Burst, taken.Count(wait => wait is null));
    }
}
