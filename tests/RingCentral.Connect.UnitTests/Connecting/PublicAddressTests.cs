using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting;
using Xunit;

namespace RingCentral.Connect.UnitTests.Connecting;

public sealed class PublicAddressTests
{
    [Fact]
    public void Configured_address_rules()
    {
        var address = Address("https://connect.example.com", "http://0.0.0.0:8080");

        Assert.True(address.IsHttps);
        Assert.Equal("https://connect.example.com/callback/ringcentral", address.At("/callback/ringcentral").AbsoluteUri);
    }

    [Theory]
    [InlineData(null, "http://localhost:5000/x")]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/x")]
    [InlineData("http://*:5080", "http://localhost:5080/x")]
    [InlineData("http://+:5080", "http://localhost:5080/x")]
    [InlineData("http://0.0.0.0:5080;https://0.0.0.0:5443", "http://localhost:5080/x")]
    [InlineData("https://[::]:5443 ; http://[::]:5080", "https://localhost:5443/x")]
    public void Without_it_the_first_listening_address_is_taken(string? urls, string expected) =>
        Assert.Equal(expected, Address(null, urls).At("/x").AbsoluteUri);

    [Theory]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1:21")]
    public void What_cannot_be_listened_on_is_told(string urls)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Address(null, urls));

        Assert.Contains($"urls: '{urls}' is no address to listen on", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_address_for_the_inside_is_told_by_the_name_of_its_setting()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Address(null, "http://127.0.0.1:5080", inside: "8081"));

        Assert.Contains("Hosting:InternalUrls: '8081' is no address to listen on", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    private static PublicAddress Address(string? publicUrl, string? urls, string? inside = null) => new(
        Options.Create(new ConnectOptions { PublicUrl = publicUrl is null ? null : new Uri(publicUrl) }),
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls, ["Hosting:InternalUrls:0"] = inside }).Build());
}
