using RingCentral.Connect.RingCentralApi;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi;

public sealed class ServerOriginTests
{
    [Theory]
    [InlineData("https://platform.ringcentral.com", true)]
    [InlineData("http://127.0.0.1:5090", true)]
    [InlineData("http://localhost:5090", true)]
    [InlineData("http://[::1]:5090", true)]
    [InlineData("http://platform.ringcentral.com", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://localhost", false)]
    [InlineData("relative", false)]
    public void Configured_address_is_https_or_loopback(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, ServerOrigin.IsAllowedAddress(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void Origin_has_no_path_and_no_user()
    {
        var origin = ServerOrigin.Of(new Uri("https://platform.ringcentral.com/restapi?x=1#y"));

        Assert.Equal("https://platform.ringcentral.com", origin.Value);
        Assert.Equal("https://platform.ringcentral.com/restapi/oauth/token", origin.At("/restapi/oauth/token").AbsoluteUri);
    }
}
