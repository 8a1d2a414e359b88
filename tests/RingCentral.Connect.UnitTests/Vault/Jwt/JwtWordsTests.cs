using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.Vault.Jwt;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Jwt;

/// <summary>A refused JWT is told in its own words, and <c>docs/errors.md</c> says the same.</summary>
public sealed class JwtWordsTests
{
    public static TheoryData<string> Codes => [.. ErrorCatalogue.Codes.Where(row => row.Value.Class is ErrorClass.Credential or ErrorClass.Terminal or ErrorClass.Blocked).Select(row => row.Key)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_that_can_end_or_block_a_connection_asks_no_user_to_sign_in(string code) =>
        Assert.DoesNotContain("sign in", JwtWords.For(code), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Code_that_nobody_explains_is_named()
    {
        Assert.Contains("OAU-998", JwtWords.For("OAU-998"), StringComparison.Ordinal);
        Assert.Equal("RingCentral refused the JWT.", JwtWords.For(null));
        Assert.Equal(ErrorCatalogue.Codes["OAU-146"].Meaning, JwtWords.For("OAU-146"));
    }

    [Fact]
    public void Documentation_has_every_sentence()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "errors.md"));

        Assert.All(JwtWords.Sentences, row => Assert.Contains($"\n| {row.Key} | {row.Value} |\n", page, StringComparison.Ordinal));
    }
}
