using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi;

public sealed class ServerDirectoryTests
{
    private readonly ServerDirectory _directory = new(Options.Create(new RingCentralOptions
    {
        ServerUrl = new Uri("https://platform.ringcentral.com"),
        Servers = { new Uri("https://platform.ringcentral.biz:8443/") },
    }));

    [Theory]
    [InlineData("https://platform.ringcentral.com", "https://platform.ringcentral.com")]
    [InlineData("https://platform.ringcentral.com/", "https://platform.ringcentral.com")]
    [InlineData("https://PLATFORM.ringcentral.com:443/restapi", "https://platform.ringcentral.com")]
    [InlineData("https://platform.ringcentral.biz:8443", "https://platform.ringcentral.biz:8443")]
    public void Server_of_the_configuration_is_found_by_its_origin(string address, string origin)
    {
        Assert.True(_directory.TryGet(address, out var found));
        Assert.Equal(origin, found.Value);
        Assert.Equal(origin, _directory.Get(address).Value);
    }

    [Theory]
    [InlineData("http://platform.ringcentral.com")]
    [InlineData("https://platform.ringcentral.com:444")]
    [InlineData("https://platform.ringcentral.com.evil.example")]
    [InlineData("https://evil.example/platform.ringcentral.com")]
    [InlineData("https://platform.ringcentral.com@evil.example")]
    [InlineData("https://evil.example#platform.ringcentral.com")]
    [InlineData("https://platform.ringcentral.biz")]
    [InlineData("https://platform.ringcentral.com./")]
    [InlineData("//platform.ringcentral.com")]
    [InlineData("platform.ringcentral.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public void Any_other_address_is_refused(string address)
    {
        Assert.False(_directory.TryGet(address, out _));
        Assert.Throws<InvalidOperationException>(() => _directory.Get(address));
    }

    [Fact]
    public void New_connections_go_to_the_first_server() => Assert.Equal("https://platform.ringcentral.com", _directory.Default.Value);
}
