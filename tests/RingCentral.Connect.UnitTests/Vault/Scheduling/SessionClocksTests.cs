using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Scheduling;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Scheduling;

public sealed class SessionClocksTests
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Asked = Issued.AddHours(1);

    private static readonly SessionClocks Previous = new()
    {
        IssuedAt = Issued,
        AccessExpiresAt = Issued.AddHours(1),
        RefreshExpiresAt = Issued.AddDays(7),
        SessionExpiresAt = Issued.AddDays(30),
    };

    [Fact]
    public void Clocks_of_a_fresh_reply_count_from_the_moment_before_the_ask()
    {
        var reply = Reply(Asked) with { SessionExpiresIn = TimeSpan.FromDays(3), SessionIdleTimeout = TimeSpan.FromHours(2) };

        var clocks = SessionClocks.Of(reply);

        Assert.Equal(Asked, clocks.IssuedAt);
        Assert.Equal(Asked.AddHours(1), clocks.AccessExpiresAt);
        Assert.Equal(Asked.AddDays(7), clocks.RefreshExpiresAt);
        Assert.Equal(Asked.AddDays(3), clocks.SessionExpiresAt);
        Assert.Equal(TimeSpan.FromHours(2), clocks.IdleTimeout);
    }

    [Fact]
    public void First_answer_to_an_ask_is_believed()
    {
        var clocks = SessionClocks.Of(Reply(Asked), Asked, Previous);

        Assert.Equal(Asked.AddHours(1), clocks.AccessExpiresAt);
        Assert.Equal(Asked.AddDays(7), clocks.RefreshExpiresAt);
    }

    [Fact]
    public void Repeated_answer_with_nominal_lives_counts_from_the_first_ask()
    {
        var clocks = SessionClocks.Of(Reply(Asked.AddMinutes(40)), Asked, Previous);

        Assert.Equal(Asked.AddHours(1), clocks.AccessExpiresAt);
        Assert.Equal(Asked.AddDays(7), clocks.RefreshExpiresAt);
        Assert.Equal(Asked.AddMinutes(40), clocks.IssuedAt);
    }

    [Fact]
    public void Repeated_answer_with_what_is_left_is_not_shortened_twice()
    {
        var late = Asked.AddMinutes(40);
        var reply = Reply(late) with { ExpiresIn = TimeSpan.FromMinutes(20), RefreshTokenExpiresIn = TimeSpan.FromDays(7) - TimeSpan.FromMinutes(40) };

        var clocks = SessionClocks.Of(reply, Asked, Previous);

        Assert.Equal(late.AddMinutes(20), clocks.AccessExpiresAt);
        Assert.Equal(Asked.AddDays(7), clocks.RefreshExpiresAt);
    }

    [Fact]
    public void Life_that_grew_since_the_previous_pair_is_granted_to_a_first_answer()
    {
        var clocks = SessionClocks.Of(Reply(Asked) with { ExpiresIn = TimeSpan.FromHours(2) }, Asked, Previous);

        Assert.Equal(Asked.AddHours(2), clocks.AccessExpiresAt);
    }

    [Fact]
    public void Reply_without_a_refresh_token_keeps_the_old_ones_end()
    {
        var clocks = SessionClocks.Of(Reply(Asked) with { RefreshToken = null, RefreshTokenExpiresIn = null }, Asked, Previous);

        Assert.Equal(Previous.RefreshExpiresAt, clocks.RefreshExpiresAt);
    }

    [Fact]
    public void Reply_that_does_not_repeat_the_absolute_end_keeps_it()
    {
        var silent = SessionClocks.Of(Reply(Asked), Asked, Previous);
        var told = SessionClocks.Of(Reply(Asked) with { SessionExpiresIn = TimeSpan.FromDays(1) }, Asked, Previous);

        Assert.Equal(Previous.SessionExpiresAt, silent.SessionExpiresAt);
        Assert.Equal(Asked.AddDays(1), told.SessionExpiresAt);
    }

    private static TokenReply Reply(DateTimeOffset askedAt) => new()
    {
        AskedAt = askedAt,
        AccessToken = new AccessToken("a"),
        RefreshToken = new RefreshToken("r"),
        ExpiresIn = TimeSpan.FromHours(1),
        RefreshTokenExpiresIn = TimeSpan.FromDays(7),
    };
}
