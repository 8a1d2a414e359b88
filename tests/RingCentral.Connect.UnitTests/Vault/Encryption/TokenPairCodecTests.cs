using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Encryption;

public sealed class TokenPairCodecTests
{
    [Theory]
    [InlineData("A", "R")]
    [InlineData("tökén", "☎")]
    public void Pair_that_was_written_is_read_again(string access, string refresh)
    {
        var pair = new TokenPair(new AccessToken(access), new RefreshToken(refresh));

        Assert.Equal(pair, TokenPairCodec.Read(TokenPairCodec.Write(pair)));
    }

    [Fact]
    public void Long_tokens_are_read_again()
    {
        var pair = new TokenPair(new AccessToken(new string('a', 5_000)), new RefreshToken(new string('r', 70_000)));

        Assert.Equal(pair, TokenPairCodec.Read(TokenPairCodec.Write(pair)));
    }

    [Fact]
    public void Access_token_without_a_refresh_token_is_read_again()
    {
        var pair = new TokenPair(new AccessToken("A"), null);

        Assert.Equal(pair, TokenPairCodec.Read(TokenPairCodec.Write(pair)));
    }

    [Fact]
    public void Pair_of_a_later_version_is_not_guessed_at()
    {
        var bytes = TokenPairCodec.Write(new TokenPair(new AccessToken("A"), new RefreshToken("R")));
        bytes[0] = 3;

        Assert.Throws<InvalidDataException>(() => TokenPairCodec.Read(bytes));
    }
}
