using RingCentral.Connect.Vault.Listing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Listing;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Castellan", "%Castellan%")]
    [InlineData(" user-17 ", "%user 17%")]
    [InlineData("50%_off\\", "%50  off%")]
    [InlineData("qu", "% qu%")]
    [InlineData(":1", "% 1%")]
    [InlineData("李", "% 李%")]
    [InlineData("💩💩", "% 💩💩%")]
    [InlineData("zoë", "%zoë%")]
    public void Text_is_looked_for_by_its_words(string text, string pattern) => Assert.Equal(pattern, SearchText.Pattern(text));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("---")]
    [InlineData("%")]
    public void Text_without_a_word_looks_for_nothing(string text) => Assert.Null(SearchText.Pattern(text));
}
