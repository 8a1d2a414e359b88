using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.Api.Keys;
using Xunit;

namespace RingCentral.Connect.UnitTests.Api.Keys;

public sealed class ApiKeySecretTests
{
    [Fact]
    public void New_key_has_prefix_and_length_and_is_read_again()
    {
        var key = ApiKeySecret.Create();

        Assert.StartsWith("rcc_", key.Reveal(), StringComparison.Ordinal);
        Assert.Equal(52, key.Reveal().Length);
        Assert.Equal(key, ApiKeySecret.TryParse(key.Reveal()));
    }

    [Fact]
    public void New_keys_differ() => Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => ApiKeySecret.Create().Reveal()).Distinct().Count());

    [Fact]
    public void Key_with_any_one_character_changed_is_refused()
    {
        var text = ApiKeySecret.Create().Reveal();

        Assert.All(Enumerable.Range(0, text.Length), at =>
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
            Assert.Null(ApiKeySecret.TryParse(changed));
        });
    }

    [Fact]
    public void Text_that_is_no_key_is_refused()
    {
        var text = ApiKeySecret.Create().Reveal();

        Assert.Null(ApiKeySecret.TryParse(""));
        Assert.Null(ApiKeySecret.TryParse("rcc_"));
        Assert.Null(ApiKeySecret.TryParse(text[..^1]));
        Assert.Null(ApiKeySecret.TryParse(text + "A"));
        Assert.Null(ApiKeySecret.TryParse("RCC_" + text[4..]));
        Assert.Null(ApiKeySecret.TryParse("sk__" + text[4..]));
        Assert.Null(ApiKeySecret.TryParse("rcc_" + new string('!', 48)));
        Assert.Null(ApiKeySecret.TryParse("rcc_" + new string(' ', 48)));
    }

    [Fact]
    public void Database_keeps_the_SHA_256_of_the_whole_text()
    {
        var key = ApiKeySecret.Create();

        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(key.Reveal())), key.Hash());
    }

    [Fact]
    public void Key_that_is_printed_shows_a_mask() => Assert.Equal("***", ApiKeySecret.Create().ToString());
}
