using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Rotation;

public sealed class RotationPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("OAU-210", StateReason.TokenExpired)]
    [InlineData("OAU-211", StateReason.TokenRevoked)]
    [InlineData("OAU-232", StateReason.UserDeleted)]
    [InlineData("OAU-222", StateReason.AccountClosed)]
    [InlineData("OAU-141", StateReason.UserDisabled)]
    public void Terminal_answer_flags_at_once_and_is_not_asked_for_again(string code, StateReason reason)
    {
        var plan = Assert.IsType<RotationPlan.LeaveActive>(Plan(new RingCentralError(400, "invalid_grant", code) { RequestId = "r-1" }));

        Assert.Equal(ConnectionState.NeedsReauthorization, plan.State);
        Assert.Equal(reason, plan.Reason);
        Assert.Null(plan.ProbeAfter);
        Assert.Equal(code, plan.Failure);
        Assert.Equal("r-1", plan.RequestId);
    }

    [Theory]
    [InlineData("OAU-210", 0, StateReason.AbsoluteTimeout)]
    [InlineData("OAU-211", -60, StateReason.AbsoluteTimeout)]
    [InlineData("OAU-211", 1, StateReason.TokenRevoked)]
    [InlineData("OAU-232", -60, StateReason.UserDeleted)]
    [InlineData("OAU-222", -60, StateReason.AccountClosed)]
    public void Session_that_is_refused_after_its_set_end_was_ended_by_it(string code, int endsInSeconds, StateReason reason)
    {
        var claim = Claim with { Clocks = Claim.Clocks with { SessionExpiresAt = Claim.ClaimedAt.AddSeconds(endsInSeconds) } };

        Assert.Equal(reason, Assert.IsType<RotationPlan.LeaveActive>(Plan(new RingCentralError(400, "invalid_grant", code), claim)).Reason);
    }

    [Theory]
    [InlineData("OAU-167", StateReason.NetworkPolicy)]
    [InlineData("OAU-236", StateReason.UserDisabled)]
    [InlineData("OAU-142", StateReason.AccountClosed)]
    public void Refusal_that_may_lift_blocks_and_is_probed_slowly(string code, StateReason reason)
    {
        var plan = Assert.IsType<RotationPlan.LeaveActive>(Plan(new RingCentralError(403, "invalid_client", code)));

        Assert.Equal(ConnectionState.Blocked, plan.State);
        Assert.Equal(reason, plan.Reason);
        Assert.InRange(plan.ProbeAfter!.Value, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(16.5));
    }

    [Theory]
    [InlineData("invalid_grant", "OAU-213", "OAU-213")]
    [InlineData("invalid_grant", "OAU-999", "OAU-999")]
    [InlineData("invalid_grant", null, "invalid_grant")]
    public void Doubtful_refusal_is_asked_twice_before_it_is_believed(string error, string? code, string name)
    {
        var refusal = new RingCentralError(400, error, code);

        var first = Assert.IsType<RotationPlan.Retry>(Plan(refusal));
        var second = Plan(refusal, Claim with { Failures = 1, LastFailure = name });

        Assert.Equal(TimeSpan.FromSeconds(2), first.Wait);
        Assert.Equal(name, first.Failure);
        Assert.Equal(ConnectionState.NeedsReauthorization, Assert.IsType<RotationPlan.LeaveActive>(second).State);
    }

    [Fact]
    public void Doubtful_refusal_after_another_failure_is_still_asked_twice()
    {
        var plan = Plan(new RingCentralError(400, "invalid_grant", "OAU-213"), Claim with { Failures = 4, LastFailure = "timeout" });

        Assert.IsType<RotationPlan.Retry>(plan);
    }

    [Theory]
    [InlineData("invalid_client", null)]
    [InlineData("invalid_client", "OAU-153")]
    [InlineData("invalid_client", "OAU-146")]
    [InlineData("unauthorized_client", null)]
    [InlineData("invalid_grant", "OAU-109")]
    [InlineData("invalid_request", "CMN-101")]
    public void Configuration_error_never_flags_however_often_it_comes(string error, string? code)
    {
        foreach (var failures in Enumerable.Range(0, 20))
        {
            var plan = Plan(new RingCentralError(400, error, code), Claim with { Failures = failures, LastFailure = code ?? error });

            Assert.IsType<RotationPlan.Retry>(plan);
        }
    }

    [Fact]
    public void Retry_after_is_honoured_to_the_letter()
    {
        var plan = Assert.IsType<RotationPlan.Retry>(Plan(new RingCentralError(429, null, "CMN-301") { RetryAfter = TimeSpan.FromSeconds(47) }));

        Assert.Equal(TimeSpan.FromSeconds(47), plan.Wait);
        Assert.True(plan.Untouched);
    }

    [Fact]
    public void Rate_limit_without_retry_after_is_waited_out_for_half_a_minute_at_least()
    {
        foreach (var _ in Enumerable.Range(0, 200))
        {
            var plan = Assert.IsType<RotationPlan.Retry>(Plan(new RingCentralError(429, null, null)));

            Assert.InRange(plan.Wait, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(2, 8)]
    [InlineData(3, 16)]
    [InlineData(4, 32)]
    [InlineData(5, 60)]
    [InlineData(1_000_000, 60)]
    public void Unavailable_server_is_asked_ever_more_slowly(int failures, int seconds)
    {
        var plan = Assert.IsType<RotationPlan.Retry>(Plan(new RingCentralError(503, null, null), Claim with { Failures = failures }));

        Assert.InRange(plan.Wait, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 1.1));
        Assert.Equal("HTTP 503", plan.Failure);
    }

    [Fact]
    public void Request_that_never_left_proves_the_old_token_untouched()
    {
        var plan = Assert.IsType<RotationPlan.Retry>(RotationPlanner.For(new TokenAnswer.NotSent("connection_failed"), Claim, TimeSpan.Zero));

        Assert.True(plan.Untouched);
        Assert.Equal("connection_failed", plan.Failure);
    }

    [Fact]
    public void Unsure_answer_proves_nothing_and_is_asked_again_after_ten_seconds()
    {
        var plan = Assert.IsType<RotationPlan.Retry>(RotationPlanner.For(new TokenAnswer.Unsure("timeout") { RequestId = "r-2" }, Claim with { Failures = 9 }, TimeSpan.Zero));

        Assert.False(plan.Untouched);
        Assert.InRange(plan.Wait, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));
        Assert.Equal("r-2", plan.RequestId);
    }

    [Fact]
    public void No_answer_proves_an_interrupted_session_untouched()
    {
        var interrupted = Claim with { FirstAskedAt = Now.AddSeconds(-31) };
        TokenAnswer[] answers =
        [
            new TokenAnswer.NotSent("connection_failed"),
            new TokenAnswer.Unsure("timeout"),
            new TokenAnswer.Refused(new RingCentralError(429, null, null)),
            new TokenAnswer.Refused(new RingCentralError(503, null, null)),
            new TokenAnswer.Refused(new RingCentralError(400, "invalid_grant", "OAU-213")),
            new TokenAnswer.Refused(new RingCentralError(400, "invalid_client", "OAU-153")),
        ];

        Assert.All(answers, answer => Assert.False(Assert.IsType<RotationPlan.Retry>(RotationPlanner.For(answer, interrupted, TimeSpan.Zero)).Untouched));
    }

    [Fact]
    public void Next_ask_keeps_the_pace_that_each_user_is_allowed()
    {
        var plan = RotationPlanner.For(new TokenAnswer.NotSent("connection_failed"), Claim, TimeSpan.FromSeconds(12));

        Assert.Equal(TimeSpan.FromSeconds(12), Assert.IsType<RotationPlan.Retry>(plan).Wait);
    }

    [Fact]
    public void Proof_that_nothing_was_done_frees_the_old_token_until_the_next_ask()
    {
        var plan = RotationPlanner.AfterProof(Claim with { FirstAskedAt = Now.AddSeconds(-40), Failures = 1, LastFailure = "timeout" });

        Assert.True(plan.Untouched);
        Assert.Equal("timeout", plan.Failure);
        Assert.InRange(plan.Wait, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4.4));
    }

    [Theory]
    [InlineData("OAU-251")]
    [InlineData("OAU-331")]
    [InlineData("OAU-345")]
    [InlineData("OAU-347")]
    [InlineData("OAU-473")]
    public void Refusal_of_a_jwt_ends_a_connection_that_has_one_and_no_other(string code)
    {
        var error = new RingCentralError(400, "invalid_request", code);

        var ended = Assert.IsType<RotationPlan.LeaveActive>(Plan(error, Claim with { Kind = ConnectionKind.Jwt }));

        Assert.Equal((ConnectionState.NeedsReauthorization, StateReason.JwtInvalid, code), (ended.State, ended.Reason, ended.Failure));
        Assert.IsType<RotationPlan.Retry>(Plan(error));
    }

    [Fact]
    public void Answer_with_a_pair_needs_no_plan()
    {
        var reply = new TokenReply { AskedAt = Now, AccessToken = new("a"), ExpiresIn = TimeSpan.FromHours(1) };

        Assert.Throws<ArgumentException>(() => RotationPlanner.For(new TokenAnswer.Granted(reply), Claim, TimeSpan.Zero));
    }

    private static RotationClaim Claim { get; } = new()
    {
        ConnectionId = Guid.CreateVersion7(Now),
        Kind = ConnectionKind.AuthorizationCode,
        RotationId = Guid.CreateVersion7(Now),
        SessionKey = Guid.CreateVersion7(Now),
        Generation = 1,
        Ciphertext = [1],
        ServerUrl = "https://platform.ringcentral.com",
        Account = "1",
        FirstAskedAt = Now,
        ClaimedAt = Now,
        Clocks = new SessionClocks { IssuedAt = Now, AccessExpiresAt = Now.AddHours(1) },
        State = ConnectionState.Active,
        KeepAlive = KeepAlivePreference.Default,
        Failures = 0,
    };

    private static RotationPlan Plan(RingCentralError error, RotationClaim? claim = null) => RotationPlanner.For(new TokenAnswer.Refused(error), claim ?? Claim, TimeSpan.Zero);
}
