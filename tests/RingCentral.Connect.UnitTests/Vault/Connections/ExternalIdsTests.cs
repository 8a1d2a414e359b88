using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Connections;

public sealed class ExternalIdsTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("user 17/äöü?#%")]
    [InlineData("ringcentral:256440016")]
    public void Text_without_control_characters_is_an_external_id(string text) => Assert.True(ExternalIds.IsValid(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\u00A0")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u007Fb")]
    public void Text_with_control_characters_or_spaces_at_its_ends_is_none(string? text) => Assert.False(ExternalIds.IsValid(text));

    [Fact]
    public void Longest_has_256_characters()
    {
        Assert.True(ExternalIds.IsValid(new string('x', 256)));
        Assert.False(ExternalIds.IsValid(new string('x', 257)));
    }
}
