using RingCentral.Connect.Connecting.ConnectSessions;
using Xunit;

namespace RingCentral.Connect.UnitTests.Connecting.ConnectSessions;

public sealed class LinkSecretTests
{
    [Fact]
    public void Secret_is_read_back_and_hashes_the_same()
    {
        var secret = LinkSecret.Create();

        Assert.Equal(secret.Hash(), LinkSecret.TryParse(secret.Reveal())!.Hash());
        Assert.NotEqual(secret.Hash(), LinkSecret.Create().Hash());
        Assert.Equal("***", secret.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../../../../../../../../../../etc/passwd")]
    public void What_has_not_its_form_is_no_secret(string text) => Assert.Null(LinkSecret.TryParse(text));
}
