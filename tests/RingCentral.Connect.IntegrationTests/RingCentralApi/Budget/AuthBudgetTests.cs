using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.RingCentralApi.Budget;

/// <summary>One budget over all nodes: here two of them on one database, five requests a window.</summary>
public sealed class AuthBudgetTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private TestDatabase _database = null!;
    private ServiceNode _one = null!;
    private ServiceNode _other = null!;

    private AuthBudget Budget => _one.Get<AuthBudget>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        _one = await NodeAsync();
        _other = await NodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Budget_is_shared_by_all_nodes()
    {
        var takes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? _one : _other).Get<AuthBudget>()
            .TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled)));

        // Racing statements may pass over a slot that another one looks at, but never give one out twice.
        Assert.InRange(takes.Sum(permits => permits.Count), 1, 5);
        var rest = await Budget.TakeAsync(AskPurpose.SignIn, 5, AskDemand.None, Cancelled);
        Assert.Equal(5, takes.Sum(permits => permits.Count) + rest.Count);
        Assert.Empty(await _other.Get<AuthBudget>().TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled));
    }

    [Fact]
    public async Task Slot_is_free_again_one_window_after_its_reply()
    {
        var permits = await Budget.TakeAsync(AskPurpose.SignIn, 5, AskDemand.None, Cancelled);
        var replied = _one.Now;
        await permits[0].RepliedAsync(Window, Cancelled);

        await Eventually.TrueAsync(async () => (await Budget.TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled)).Count == 1, TimeSpan.FromSeconds(20));

        Assert.True(_one.Now - replied >= Window);
    }

    [Fact]
    public async Task Slot_that_was_not_used_is_free_at_once()
    {
        var permits = await Budget.TakeAsync(AskPurpose.SignIn, 5, AskDemand.None, Cancelled);
        await permits[0].ReturnAsync(Cancelled);

        Assert.Single(await Budget.TakeAsync(AskPurpose.SignIn, 5, AskDemand.None, Cancelled));
    }

    [Theory]
    [InlineData(AskPurpose.SignIn, 5)]
    [InlineData(AskPurpose.Urgent, 4)]
    [InlineData(AskPurpose.Caller, 2)]
    [InlineData(AskPurpose.KeepAlive, 1)]
    [InlineData(AskPurpose.Revocation, 0)]
    internal async Task Each_purpose_leaves_room_for_those_before_it(AskPurpose purpose, int taken)
    {
        var demand = new AskDemand(Urgent: 9, Callers: 1, Others: 3);

        Assert.Equal(taken, (await Budget.TakeAsync(purpose, 5, demand, Cancelled)).Count);
    }

    [Fact]
    public async Task Reserve_is_lent_while_nobody_needs_it() =>
        Assert.Equal(4, (await Budget.TakeAsync(AskPurpose.KeepAlive, 5, AskDemand.None, Cancelled)).Count);

    [Fact]
    public async Task Nothing_is_sent_during_a_penalty()
    {
        await Budget.LearnAsync(null, new RingCentralError(429, null, "CMN-301") { RetryAfter = TimeSpan.FromSeconds(3) }, null, Cancelled);
        var until = (await Budget.StandingAsync(Cancelled)).PenaltyUntil!.Value;

        Assert.Empty(await Budget.TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled));
        await Eventually.TrueAsync(async () => (await _other.Get<AuthBudget>().TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled)).Count == 1, TimeSpan.FromSeconds(20));

        Assert.True(_other.Now >= until);
    }

    [Fact]
    public async Task Limit_of_each_user_is_learned_by_all_nodes_and_given_up_at_the_first_refusal()
    {
        foreach (var user in new[] { "a", "b", "c", "d" })
        {
            await Budget.LearnAsync(new RateLimit(5, 4, TimeSpan.FromMinutes(1)), null, user, Cancelled);
        }

        await Eventually.TrueAsync(async () => (await OtherScopeAsync()) == AuthBudgetScope.User, TimeSpan.FromSeconds(20));
        Assert.Null(Budget.Size);
        Assert.Equal(Window / 5, Budget.Pace);

        await Budget.LearnAsync(null, new RingCentralError(429, null, "CMN-301") { RetryAfter = TimeSpan.FromSeconds(30) }, "a", Cancelled);

        Assert.Equal(5, Budget.Size);
        await Eventually.TrueAsync(async () => (await OtherScopeAsync()) == AuthBudgetScope.Application, TimeSpan.FromSeconds(20));
        Assert.Empty(await _other.Get<AuthBudget>().TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled));
    }

    [Fact]
    public async Task Three_refusals_of_the_client_on_two_accounts_pause_asking_and_one_success_lifts_it()
    {
        var error = new RingCentralError(400, "invalid_client", "OAU-153");
        await Budget.RefusedAsync(error, "1", Cancelled);
        await Budget.RefusedAsync(error, "1", Cancelled);
        await Budget.RefusedAsync(error, "1", Cancelled);
        Assert.Null((await Budget.StandingAsync(Cancelled)).PausedSince);

        await Budget.RefusedAsync(error, "2", Cancelled);
        Assert.NotNull((await Budget.StandingAsync(Cancelled)).PausedSince);
        Assert.Empty(await Budget.TakeAsync(AskPurpose.KeepAlive, 5, AskDemand.None, Cancelled));
        Assert.Single(await Budget.TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, Cancelled));

        await Budget.AcceptedAsync(Cancelled);
        Assert.Null((await Budget.StandingAsync(Cancelled)).PausedSince);
        Assert.NotEmpty(await Budget.TakeAsync(AskPurpose.KeepAlive, 5, AskDemand.None, Cancelled));
    }

    private async Task<AuthBudgetScope> OtherScopeAsync()
    {
        await _other.Get<AuthBudget>().StandingAsync(Cancelled);
        return _other.Get<AuthBudget>().Scope;
    }

    private Task<ServiceNode> NodeAsync() => ServiceNode.BuildAsync(
        _database,
        new Uri("http://127.0.0.1:1"),
        new NodeRoles(Web: false, Jobs: false),
        "--RingCentral:AuthBudget:RequestsPerMinute=5",
        $"--RingCentral:AuthBudget:Window={Window:c}");
}
