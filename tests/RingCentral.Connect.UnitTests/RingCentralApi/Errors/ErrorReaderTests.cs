using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RingCentral.Connect.RingCentralApi.Errors;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Errors;

public sealed class ErrorReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void OAuth_shape_gives_error_and_nested_code()
    {
        var error = Read("""{"error":"invalid_client","error_description":"Invalid client: xx","errors":[{"errorCode":"OAU-153","message":"Invalid client: xx"}]}""");

        Assert.Equal((400, "invalid_client", "OAU-153"), (error.Status, error.Error, error.Code));
    }

    [Fact]
    public void API_shape_gives_the_specific_nested_code_and_not_the_coarse_one_on_top()
    {
        var error = Read("""{"errorCode":"TokenInvalid","message":"OAuth token is invalid","errors":[{"errorCode":"OAU-149"}]}""");

        Assert.Equal((null, "OAU-149"), (error.Error, error.Code));
    }

    [Fact]
    public void Code_on_top_is_taken_where_nothing_is_nested()
    {
        Assert.Equal("CMN-301", Read("""{"errorCode":"CMN-301","message":"Request rate exceeded"}""").Code);
        Assert.Equal("CMN-301", Read("""{"errorCode":"CMN-301","errors":[]}""").Code);
        Assert.Equal("CMN-301", Read("""{"errorCode":"CMN-301","errors":[{"message":"no code"}]}""").Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Bad gateway</body></html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("\"invalid_grant\"")]
    [InlineData("{\"error\":")]
    [InlineData("{\"error\":{\"a\":1},\"errors\":{\"errorCode\":\"OAU-213\"}}")]
    [InlineData("{\"errors\":[null,1,\"OAU-213\",[],{\"errorCode\":213}]}")]
    [InlineData("{\"error\":\"\\ud800\",\"errorCode\":\"\\udc00\"}")]
    public void Body_that_is_no_error_leaves_the_codes_out(string body)
    {
        var error = Read(body);

        Assert.Null(error.Error);
        Assert.Null(error.Code);
        Assert.Equal("HTTP 400", error.Name);
    }

    [Fact]
    public void Body_that_is_no_UTF_8_leaves_the_codes_out()
    {
        byte[] body = [.. "{\"error\":\""u8, 0xFF, 0xFE, .. "\"}"u8];

        Assert.Null(ErrorReader.Read(new HttpResponseMessage(HttpStatusCode.BadRequest), body, Now).Error);
    }

    [Theory]
    [InlineData("OAU-213\\nconnection is fine")]
    [InlineData("<script>")]
    [InlineData("invalid grant")]
    [InlineData("")]
    [InlineData("U0pDMTFQMDFQQVMwMHxBQUJ1234567890123456789012345678901234567890123456")]
    public void Code_that_does_not_look_like_one_is_dropped(string code)
    {
        var error = Read($$"""{"error":"{{code}}","errors":[{"errorCode":"{{code}}"}]}""");

        Assert.Null(error.Error);
        Assert.Null(error.Code);
    }

    [Fact]
    public void Retry_after_in_seconds_is_read()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), Read("", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(60))).RetryAfter);
    }

    [Fact]
    public void Retry_after_as_a_date_is_read_against_the_given_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), Read("", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(Now.AddSeconds(90))).RetryAfter);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 01 Mar 2026 11:59:00 GMT")]
    [InlineData("soon")]
    [InlineData("-5")]
    public void Retry_after_that_asks_for_no_wait_is_none(string value)
    {
        Assert.Null(Read("", response => response.Headers.TryAddWithoutValidation("Retry-After", value)).RetryAfter);
    }

    [Theory]
    [InlineData("abc-123.x_9", "abc-123.x_9")]
    [InlineData("bad id with spaces", null)]
    public void Request_id_is_taken_where_it_looks_like_one(string header, string? expected)
    {
        Assert.Equal(expected, Read("", response => response.Headers.TryAddWithoutValidation("rcrequestid", header)).RequestId);
    }

    private static RingCentralError Read(string body, Action<HttpResponseMessage>? change = null)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
        change?.Invoke(response);
        return ErrorReader.Read(response, Encoding.UTF8.GetBytes(body), Now);
    }
}
