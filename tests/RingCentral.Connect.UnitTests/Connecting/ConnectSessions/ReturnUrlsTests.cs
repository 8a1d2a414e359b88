using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.ConnectSessions;
using Xunit;

namespace RingCentral.Connect.UnitTests.Connecting.ConnectSessions;

public sealed class ReturnUrlsTests
{
    private readonly ReturnUrls _urls = new(Options.Create(new ConnectOptions { AllowedReturnUrls = { "https://app.example.com/back", "http://localhost:3000", "https://shop.example.com:8443/a/b/" } }));

    [Theory]
    [InlineData("https://app.example.com/back")]
    [InlineData("https://app.example.com:443/back")]
    [InlineData("https://app.example.com/back?tab=1&x=%2F..%2f")]
    [InlineData("https://app.example.com/back/here/too")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://localhost:3000/anything?status=mine")]
    [InlineData("https://shop.example.com:8443/a/b/c")]
    public void Address_that_is_allowed_or_lies_under_one_is_taken(string address) => Assert.NotNull(_urls.TryParse(address));

    [Theory]
    [InlineData("")]
    [InlineData("/back")]
    [InlineData("//app.example.com/back")]
    [InlineData("///evil.example.com")]
    [InlineData("https:app.example.com/back")]
    [InlineData("https:/app.example.com/back")]
    [InlineData("https:///app.example.com/back")]
    [InlineData("http://app.example.com/back")]
    [InlineData("HTTPS://app.example.com/back")]
    [InlineData("https://app.example.com")]
    [InlineData("https://app.example.com/")]
    [InlineData("https://app.example.com/backdoor")]
    [InlineData("https://app.example.com/Back")]
    [InlineData("https://app.example.com/back/../admin")]
    [InlineData("https://app.example.com/back/..")]
    [InlineData("https://app.example.com/back/./x")]
    [InlineData("https://app.example.com/back/%2e%2e/admin")]
    [InlineData("https://app.example.com/back/%2E%2E/admin")]
    [InlineData("https://app.example.com/back/.%2e/admin")]
    [InlineData("https://app.example.com/back%2f..%2fadmin")]
    [InlineData("https://app.example.com/back/%252e%252e/admin")]
    [InlineData("https://app.example.com/back/%5c..%5cadmin")]
    [InlineData("https://app.example.com\\back")]
    [InlineData("https:\\\\app.example.com\\back")]
    [InlineData("https://evil.example.com\\@app.example.com/back")]
    [InlineData("https://evil.example.com/\\app.example.com/back")]
    public void Path_that_is_another_is_refused(string address) => Assert.Null(_urls.TryParse(address));

    [Theory]
    [InlineData("https://app.example.com@evil.example.com/back")]
    [InlineData("https://app.example.com:443@evil.example.com/back")]
    [InlineData("https://user@app.example.com/back")]
    [InlineData("https://user:secret@app.example.com/back")]
    [InlineData("https://app.example.com%40evil.example.com/back")]
    [InlineData("https://app.example.com.evil.example.com/back")]
    [InlineData("https://evilapp.example.com/back")]
    [InlineData("https://app.example.com./back")]
    [InlineData("https://app.example.com:444/back")]
    [InlineData("https://app.example.com:0443x/back")]
    [InlineData("https://evil.example.com/https://app.example.com/back")]
    [InlineData("https://evil.example.com?https://app.example.com/back")]
    [InlineData("https://evil.example.com#https://app.example.com/back")]
    [InlineData("https://app.example.com/back#fragment")]
    [InlineData("https://app.example.com//back")]
    [InlineData("https://app.example.com/back//evil.example.com")]
    [InlineData(" https://app.example.com/back")]
    [InlineData("https://app.example.com/back ")]
    [InlineData("https://app.example.com/back\r\nSet-Cookie: a=b")]
    [InlineData("https://app.example.com/back\t")]
    [InlineData("\u0001https://app.example.com/back")]
    [InlineData("https://app.example.com\u3002evil.example.com/back")]
    [InlineData("https://\u0430pp.example.com/back")]
    [InlineData("https://app\uFF0Eexample.com/back")]
    [InlineData("https://app.example.com\uFF0Fback")]
    [InlineData("https://app.example.com/back/%00")]
    [InlineData("javascript:alert(1)//https://app.example.com/back")]
    [InlineData("data:text/html,https://app.example.com/back")]
    [InlineData("ftp://app.example.com/back")]
    [InlineData("http://localhost:3001/")]
    [InlineData("http://localhost.evil.example.com:3000/")]
    [InlineData("http://127.0.0.1:3000/")]
    [InlineData("http://[::1]:3000/")]
    [InlineData("https://shop.example.com:8443/a/bc")]
    public void Address_that_is_another_is_refused(string address) => Assert.Null(_urls.TryParse(address));

    [Fact]
    public void What_the_app_is_told_is_encoded_and_keeps_its_own_query() =>
        Assert.Equal(
            "https://app.example.com/back?tab=1&status=connected&external_id=a%26b%3Dc",
            ReturnUrls.Tell("https://app.example.com/back?tab=1", "connected", ("external_id", "a&b=c"), ("connection_id", null)));

    [Fact]
    public void Origins_are_those_of_the_allowed_addresses() =>
        Assert.Equal(["https://app.example.com", "http://localhost:3000", "https://shop.example.com:8443"], _urls.Origins);
}
