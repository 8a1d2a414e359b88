using System.Text.Json;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using Xunit;

namespace RingCentral.Connect.UnitTests.RingCentralApi.Secrets;

public sealed class TokensTests
{
    [Fact]
    public void Pair_that_is_printed_or_serialised_shows_no_token()
    {
        var pair = new TokenPair(new AccessToken("SECRET-A"), new RefreshToken("SECRET-R"));

        Assert.Equal("TokenPair { AccessToken = ***, RefreshToken = *** }", pair.ToString());
        Assert.DoesNotContain("SECRET", JsonSerializer.Serialize(pair), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_are_serialised_show_no_client_secret()
    {
        var options = new RingCentralOptions { ClientId = "id", ClientSecret = new ClientSecret("SECRET") };

        Assert.DoesNotContain("\"SECRET\"", JsonSerializer.Serialize(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Access_token_and_refresh_token_of_one_text_are_not_equal() =>
        Assert.False(new AccessToken("same").Equals(new RefreshToken("same")));
}
