using System.Text.Json.Nodes;
using RingCentral.Connect.Vault.Listing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Listing;

public sealed class MetadataValuesTests
{
    [Theory]
    [InlineData("blue", "\"blue\"")]
    [InlineData("12", "\"12\" 12")]
    [InlineData("-1.5", "\"-1.5\" -1.5")]
    [InlineData("true", "\"true\" true")]
    [InlineData("null", "\"null\" null")]
    [InlineData("True", "\"True\"")]
    [InlineData("012", "\"012\"")]
    [InlineData("1e9", "\"1e9\"")]
    [InlineData("--", "\"--\"")]
    [InlineData("1234567890123456789012345678901234567890.5", "\"1234567890123456789012345678901234567890.5\"")]
    [InlineData("[]", "\"[]\"")]
    public void Text_stands_for_itself_and_for_what_it_spells(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', MetadataValues.Read(text).Select(node => node is null ? "null" : ((JsonNode)node).ToJsonString())));
}
