using RingCentral.Connect.Notifications.Webhooks.Signing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Webhooks.Signing;

public sealed class WebhookSecretTests
{
    [Fact]
    public void New_secret_is_long_and_its_own()
    {
        var (one, other) = (WebhookSecret.Create(), WebhookSecret.Create());

        Assert.NotEqual(one.Reveal(), other.Reveal());
        Assert.Equal(32, Convert.FromBase64String(one.Reveal()["whsec_".Length..]).Length);
        Assert.Equal(one.Reveal(), WebhookSecret.TryRead(one.Reveal())!.Reveal());
        Assert.Equal("***", one.ToString());
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    [InlineData(0, false)]
    public void Secret_has_24_to_64_bytes(int bytes, bool passes) =>
        Assert.Equal(passes, WebhookSecret.TryRead("whsec_" + Convert.ToBase64String(new byte[bytes])) is not null);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Text_that_is_no_secret_is_refused(string? text) => Assert.Null(WebhookSecret.TryRead(text));
}
