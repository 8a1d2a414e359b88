using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.RingCentralApi.Budget;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Budget;

/// <summary>Whom a limit counts for, concluded from what is left after the first request of another user.</summary>
public sealed class ScopeEvidenceTests
{
    private const int Limit = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly ScopeEvidence _evidence;

    public ScopeEvidenceTests() => _evidence = new ScopeEvidence(_time);

    [Fact]
    public void Full_buckets_of_several_users_in_a_row_prove_a_limit_of_each_user()
    {
        Assert.Null(Weigh("a", 4));
        Assert.Null(Weigh("b", 4));
        Assert.Null(Weigh("c", 4));
        Assert.Equal(AuthBudgetScope.User, Weigh("d", 4));
    }

    [Fact]
    public void Bucket_that_another_user_drew_from_speaks_for_the_application_and_begins_the_count_anew()
    {
        Weigh("a", 4);
        Weigh("b", 4);
        Weigh("c", 4);

        Assert.Equal(AuthBudgetScope.Application, Weigh("d", 1));
        Assert.Null(Weigh("e", 4));
    }

    [Fact]
    public void Second_request_of_a_user_proves_nothing()
    {
        Weigh("a", 4);
        Weigh("b", 4);

        Assert.Null(Weigh("b", 3));
        Assert.Null(Weigh("b", 4));
    }

    [Fact]
    public void Full_bucket_after_a_quiet_while_proves_nothing()
    {
        foreach (var user in new[] { "a", "b", "c", "d", "e", "f" })
        {
            Assert.Null(Weigh(user, 4));
            _time.Advance(Window / 2);
        }
    }

    [Fact]
    public void Reply_that_does_not_say_what_is_left_proves_nothing()
    {
        foreach (var user in new[] { "a", "b", "c", "d", "e", "f" })
        {
            Assert.Null(Weigh(user, null));
        }
    }

    private AuthBudgetScope? Weigh(string user, int? remaining) => _evidence.Weigh(user, new RateLimit(Limit, remaining, Window));
}
