using System.Text;
using RingCentral.Connect.RingCentralApi.Tokens;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Tokens;

public sealed class TokenReplyReaderTests
{
    private const string Whole =
        """
        {"access_token":"A1","token_type":"bearer","expires_in":3600,"refresh_token":"R1","refresh_token_expires_in":604800,"scope":"ReadAccounts CallLog",
         "owner_id":"256440016","endpoint_id":"e-1","session_id":"s-1","session_expires_in":86400,"session_idle_timeout":1800}
        """;

    private static readonly DateTimeOffset AskedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whole_reply_is_read_whole()
    {
        var reply = Read(Whole)!;

        Assert.Equal(("A1", "R1"), (reply.AccessToken.Reveal(), reply.RefreshToken!.Reveal()));
        Assert.Equal(("256440016", "e-1", "s-1", "ReadAccounts CallLog"), (reply.OwnerId, reply.EndpointId, reply.SessionId, reply.Scope));
        Assert.Equal(AskedAt.AddHours(1), reply.AccessExpiresAt);
        Assert.Equal(AskedAt.AddDays(7), reply.RefreshExpiresAt);
        Assert.Equal(AskedAt.AddDays(1), reply.SessionExpiresAt);
        Assert.Equal(TimeSpan.FromMinutes(30), reply.SessionIdleTimeout);
    }

    [Fact]
    public void Reply_that_was_cut_off_anywhere_is_none()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(TokenReplyReader.Read(bytes.AsMemory(0, length), AskedAt)));
        Assert.NotNull(TokenReplyReader.Read(bytes, AskedAt));
    }

    [Fact]
    public void Numbers_may_come_as_text_and_ids_as_numbers()
    {
        var reply = Read("""{"access_token":"A1","expires_in":"3600","refresh_token":"R1","refresh_token_expires_in":"604800","owner_id":256440016}""")!;

        Assert.Equal(TimeSpan.FromHours(1), reply.ExpiresIn);
        Assert.Equal(TimeSpan.FromDays(7), reply.RefreshTokenExpiresIn);
        Assert.Equal("256440016", reply.OwnerId);
    }

    [Fact]
    public void Fields_that_need_not_come_are_absent()
    {
        var reply = Read("""{"access_token":"A1","expires_in":3600,"refresh_token":null,"session_id":"","owner_id":null}""")!;

        Assert.Null(reply.RefreshToken);
        Assert.Null(reply.RefreshExpiresAt);
        Assert.Null(reply.SessionExpiresAt);
        Assert.Null(reply.SessionId);
        Assert.Null(reply.OwnerId);
        Assert.Equal("", reply.Scope);
    }

    [Theory]
    [InlineData("""{"expires_in":3600}""")]
    [InlineData("""{"access_token":"A1"}""")]
    [InlineData("""{"access_token":"","expires_in":3600}""")]
    [InlineData("""{"access_token":null,"expires_in":3600}""")]
    [InlineData("""{"access_token":{"a":1},"expires_in":3600}""")]
    [InlineData("""{"access_token":"A1","expires_in":"soon"}""")]
    [InlineData("""{"access_token":"A1","expires_in":99999999999}""")]
    [InlineData("""{"access_token":"\ud800","expires_in":3600}""")]
    [InlineData("[]")]
    [InlineData("\"A1\"")]
    [InlineData("<html></html>")]
    public void Reply_without_a_token_or_its_life_is_none(string body) => Assert.Null(Read(body));

    [Fact]
    public void Life_may_be_written_with_a_fraction() =>
        Assert.Equal(TimeSpan.FromHours(1), Read("""{"access_token":"A1","expires_in":3600.0}""")!.ExpiresIn);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Repeated_answer_of_which_no_life_is_left_is_still_a_whole_reply(int expiresIn)
    {
        var reply = Read($$"""{"access_token":"A2","expires_in":{{expiresIn}},"refresh_token":"R2"}""")!;

        Assert.Equal(TimeSpan.Zero, reply.ExpiresIn);
        Assert.Equal("R2", reply.RefreshToken!.Reveal());
    }

    [Fact]
    public void Text_that_PostgreSQL_cannot_hold_is_taken_for_absent()
    {
        var reply = Read("""{"access_token":"A1","expires_in":3600,"refresh_token":"R1","session_id":"s\u00001"}""")!;

        Assert.Null(reply.SessionId);
    }

    [Fact]
    public void Reply_that_is_printed_shows_no_token()
    {
        var printed = Read("""{"access_token":"SECRET-A","expires_in":3600,"refresh_token":"SECRET-R"}""")!.ToString();

        Assert.DoesNotContain("SECRET", printed, StringComparison.Ordinal);
    }

    private static TokenReply? Read(string body) => TokenReplyReader.Read(Encoding.UTF8.GetBytes(body), AskedAt);
}
