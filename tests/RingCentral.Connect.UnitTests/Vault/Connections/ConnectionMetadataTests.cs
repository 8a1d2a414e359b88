using System.Text.Json.Nodes;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Connections;

public sealed class ConnectionMetadataTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tenant":"a","numbers":[1,2,{"x":null}]}""")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{}}}}}}}}""")]
    public void Small_object_is_valid(string json) => Assert.True(IsValid(json));

    [Theory]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{}}}}}}}}}""")]
    [InlineData("""{"a":[[[[[[[[1]]]]]]]]}""")]
    [InlineData("""{"a":"x\u0000y"}""")]
    [InlineData("""{"a\u0000":"x"}""")]
    public void Object_that_is_too_deep_or_holds_a_null_character_is_not(string json) => Assert.False(IsValid(json));

    [Theory]
    [InlineData("1e308", true)]
    [InlineData("-1.5E-300", true)]
    [InlineData("1e309", false)]
    [InlineData("1e-999999", false)]
    [InlineData("1e99999999999", false)]
    public void Number_that_PostgreSQL_cannot_hold_is_not(string number, bool valid) => Assert.Equal(valid, IsValid($$"""{"a":[{{number}}]}"""));

    [Fact]
    public void Size_counts_in_bytes_of_UTF_8()
    {
        Assert.True(IsValid($$"""{"a":"{{new string('x', 8192 - 8)}}"}"""));
        Assert.False(IsValid($$"""{"a":"{{new string('x', 8192 - 7)}}"}"""));
        Assert.True(IsValid($$"""{"a":"{{new string('ä', (8192 - 8) / 2)}}"}"""));
        Assert.False(IsValid($$"""{"a":"{{new string('ä', ((8192 - 8) / 2) + 1)}}"}"""));
    }

    [Fact]
    public void Backslash_before_u0000_is_no_null_character() => Assert.True(IsValid("""{"path":"C:\\u0000"}"""));

    private static bool IsValid(string json) => ConnectionMetadata.IsValid(JsonNode.Parse(json)!.AsObject());
}
