using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Tokens;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Keys;

public sealed class KeyAllowanceTests
{
    private static readonly Guid One = Guid.Parse("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");
    private static readonly Guid Other = Guid.Parse("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5c");
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Key_makes_as_many_requests_in_a_minute_as_it_may()
    {
        var allowance = Allowance(2);

        Assert.Null(allowance.Take(One));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(allowance.Take(One));
        Assert.Equal(TimeSpan.FromSeconds(40), allowance.Take(One));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(allowance.Take(One));
    }

    [Fact]
    public void Keys_do_not_share_an_allowance()
    {
        var allowance = Allowance(1);

        Assert.Null(allowance.Take(One));
        Assert.Null(allowance.Take(Other));
        Assert.NotNull(allowance.Take(One));
    }

    [Fact]
    public void Nothing_is_counted_without_a_limit() => Assert.All(Enumerable.Repeat(Allowance(0), 1000), allowance => Assert.Null(allowance.Take(One)));

    private KeyAllowance Allowance(int limit) => new(Options.Create(new TokenApiOptions { RequestsPerMinutePerKey = limit }), _time);
}
