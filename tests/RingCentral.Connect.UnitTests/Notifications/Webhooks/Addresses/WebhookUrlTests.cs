using RingCentral.Connect.Notifications.Webhooks.Addresses;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Addresses;

public sealed class WebhookUrlTests
{
    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("https://app.example.com:8443/webhooks?tenant=1")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://xn--mnchen-3ya.example/")]
    [InlineData("HTTPS://APP.EXAMPLE.COM/")]
    public void Public_address_is_taken(string url) => Assert.Null(WebhookUrl.Check(url, allowPrivate: false));

    [Theory]
    [InlineData("http://app.example.com/", "https")]
    [InlineData("http://127.0.0.1/", "https")]
    [InlineData("ftp://app.example.com/", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("https://user:password@app.example.com/", "credentials")]
    [InlineData("https://127.0.0.1@app.example.com/", "credentials")]
    [InlineData("https://app.example.com/#a", "fragment")]
    [InlineData("https://127.0.0.1/", "private")]
    [InlineData("https://127.1/", "private")]
    [InlineData("https://2130706433/", "private")]
    [InlineData("https://0x7f000001/", "private")]
    [InlineData("https://0x7f.0.0.1/", "private")]
    [InlineData("https://0177.0.0.1/", "private")]
    [InlineData("https://0/", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "private")]
    [InlineData("https://10.0.0.1:5432/", "private")]
    [InlineData("https://[::1]/", "private")]
    [InlineData("https://[::ffff:10.0.0.1]/", "private")]
    [InlineData("https://[64:ff9b::a00:1]/", "private")]
    [InlineData("https://[fd00::1]/", "private")]
    [InlineData("https://localhost/", "private")]
    [InlineData("https://LOCALHOST./", "private")]
    [InlineData("https://a.localhost:8080/", "private")]
    [InlineData("https://127.0.0.1./", "private")]
    [InlineData("", "must be an address")]
    [InlineData(null, "must be an address")]
    [InlineData("app.example.com", "must be an address")]
    [InlineData("/webhooks", "must ")] // Of a file, where files are named so.
    [InlineData("https://", "must be an address")]
    [InlineData("https://app.example.com/\n", "must be an address")]
    [InlineData("https://app.example.com/ä", "must be an address")]
    public void Other_address_is_refused(string? url, string fault) => Assert.Contains(fault, WebhookUrl.Check(url, allowPrivate: false), StringComparison.Ordinal);

    [Fact]
    public void Address_that_is_too_long_is_refused()
    {
        Assert.Null(WebhookUrl.Check("https://a.example/".PadRight(2048, 'x'), allowPrivate: false));
        Assert.NotNull(WebhookUrl.Check("https://a.example/".PadRight(2049, 'x'), allowPrivate: false));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/hook", true)]
    [InlineData("http://localhost:5000/hook", true)]
    [InlineData("https://10.0.0.1/", true)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://app.example.com/", false)]
    public void Private_addresses_pass_where_they_are_allowed_and_plain_http_on_loopback_alone(string url, bool passes) =>
        Assert.Equal(passes, WebhookUrl.Check(url, allowPrivate: true) is null);
}
