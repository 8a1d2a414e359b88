using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault.Importing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Importing;

public sealed class ImportLineReaderTests
{
    private const string Reply = "\"access_token\":\"SECRET-A\",\"refresh_token\":\"SECRET-R\",\"expires_in\":3600,\"refresh_token_expires_in\":604800,\"owner_id\":\"17\"";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ImportLineReader _reader = new(
        new ServerDirectory(Options.Create(new RingCentralOptions { Servers = { new Uri("https://platform.ringcentral.biz") } })), new FakeTimeProvider(Now));

    [Fact]
    public void Reply_with_an_external_id_is_a_line_and_counts_as_just_received()
    {
        var line = Read($$"""{"external_id":"a",{{Reply}},"scope":"CallLog","something_new":[1]}""");

        Assert.Equal(("a", "17", "https://platform.ringcentral.com", (string?)null), (line.ExternalId, line.OwnerId, line.Server.Value, line.Metadata));
        Assert.Equal(("SECRET-A", "SECRET-R"), (line.Pair.AccessToken.Reveal(), line.Pair.RefreshToken!.Reveal()));
        Assert.Equal(Now.AddHours(1), line.Reply.AccessExpiresAt);
        Assert.Null(line.AccountId);
        Assert.False(line.IsIssueKnown);
    }

    [Fact]
    public void Jwt_is_no_line()
    {
        var rejection = Reject("""{"external_id":"a","assertion":"a.b.c"}""");

        Assert.Equal(("jwt_not_importable", "a"), (rejection.Code, rejection.ExternalId));
    }

    [Theory]
    [InlineData("account_id")]
    [InlineData("session_id")]
    [InlineData("endpoint_id")]
    public void Id_that_no_index_could_hold_is_rejected(string field)
    {
        Assert.Equal("validation_failed", Reject($$"""{"external_id":"a",{{Reply}},"{{field}}":"{{new string('x', 257)}}"}""").Code);
        Read($$"""{"external_id":"a",{{Reply}},"{{field}}":"{{new string('x', 256)}}"}""");
    }

    [Fact]
    public void Optional_fields_are_taken()
    {
        var line = Read($$$"""
            {"external_id":17,{{{Reply}}},"account_id":42,"server_url":"https://platform.ringcentral.biz/","issued_at":"2026-03-01T13:30:00+02:00","metadata":{"a":1}}
            """);

        Assert.Equal(("17", "42", "https://platform.ringcentral.biz", """{"a":1}"""), (line.ExternalId, line.AccountId, line.Server.Value, line.Metadata));
        Assert.Equal(Now.AddMinutes(30), line.Reply.AccessExpiresAt);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("{\"external_id\":\"\\ud800\"}")]
    public void Line_that_is_no_JSON_object_is_rejected(string json)
    {
        var rejection = Reject(json);

        Assert.Equal("validation_failed", rejection.Code);
        Assert.Null(rejection.ExternalId);
    }

    [Theory]
    [InlineData("{{{R}}}", "external_id")]
    [InlineData("""{"external_id":" a",{R}}""", "external_id")]
    [InlineData("""{"external_id":{"a":1},{R}}""", "external_id")]
    [InlineData("""{"external_id":"a",{R},"issued_at":"yesterday"}""", "issued_at")]
    [InlineData("""{"external_id":"a",{R},"issued_at":1772366400}""", "issued_at")]
    [InlineData("""{"external_id":"a",{R},"issued_at":"2026-03-01T12:05:01Z"}""", "issued_at")]
    [InlineData("""{"external_id":"a","access_token":"SECRET-A","expires_in":3600,"owner_id":"17"}""", "refresh_token")]
    [InlineData("""{"external_id":"a","access_token":"SECRET-A","refresh_token":"SECRET-R","expires_in":3600}""", "owner_id")]
    [InlineData("""{"external_id":"a",{R},"metadata":[]}""", "metadata")]
    [InlineData("""{"external_id":"a",{R},"metadata":{"a":"\u0000"}}""", "metadata")]
    [InlineData("""{"external_id":"a",{R},"metadata":{"a":1,"a":2}}""", "")]
    [InlineData("""{"external_id":"a",{R},"metadata":{"a":"\ud800"}}""", "")]
    [InlineData("""{"external_id":"a",{R},"metadata":{"\udc00":1}}""", "")]
    public void Line_with_a_fault_is_rejected_with_its_field_and_without_its_tokens(string template, string field)
    {
        var rejection = Reject(template.Replace("{{{R}}}", $"{{{Reply}}}", StringComparison.Ordinal).Replace("{R}", Reply, StringComparison.Ordinal));

        Assert.Equal("validation_failed", rejection.Code);
        Assert.Contains(field, rejection.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", rejection.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01T12:04:59Z")]
    [InlineData("2020-01-01T00:00:00Z")]
    public void Clock_that_is_a_little_ahead_is_borne_with(string issuedAt) =>
        Assert.NotNull(Read($$"""{"external_id":"a",{{Reply}},"issued_at":"{{issuedAt}}"}"""));

    [Fact]
    public void Server_that_may_not_be_talked_to_is_rejected()
    {
        var rejection = Reject($$"""{"external_id":"a",{{Reply}},"server_url":"https://platform.ringcentral.com.evil.example"}""");

        Assert.Equal(("server_not_allowed", "a"), (rejection.Code, rejection.ExternalId));
    }

    [Theory]
    [InlineData("account_id")]
    [InlineData("scope")]
    [InlineData("session_id")]
    public void Text_that_PostgreSQL_cannot_hold_gets_into_no_field(string field)
    {
        var (line, rejection) = _reader.Read(Encoding.UTF8.GetBytes($$"""{"external_id":"a",{{Reply}},"{{field}}":"x\u0000y"}"""));

        Assert.True(rejection is not null || !$"{line!.AccountId}{line.Reply.Scope}{line.Reply.SessionId}".Contains('\0'));
    }

    private ImportLine Read(string json)
    {
        var (line, rejection) = _reader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(rejection);
        return line!;
    }

    private ImportRejection Reject(string json)
    {
        var (line, rejection) = _reader.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(line);
        return rejection!;
    }
}
