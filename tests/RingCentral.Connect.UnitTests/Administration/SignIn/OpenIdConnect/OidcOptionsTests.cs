using RingCentral.Connect.Administration.SignIn.OpenIdConnect;
using RingCentral.Connect.Hosting.Configuration;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.SignIn.OpenIdConnect;

public sealed class OidcOptionsTests
{
    private static readonly Uri Issuer = new("https://login.example.com/realms/staff");

    [Fact]
    public void Nothing_configured_is_no_fault() => Assert.Empty(Failures(new OidcOptions()));

    [Fact]
    public void Everything_that_is_needed_is_no_fault() =>
        Assert.Empty(Failures(new OidcOptions { Authority = Issuer, ClientId = "connect", Admins = { "ops@example.com" } }));

    [Fact]
    public void Provider_without_authority_is_named_with_an_example() =>
        Assert.Equal(
            ["Administration:Oidc:Authority is missing, while other keys of the section are set, for example https://login.example.com/realms/staff"],
            Failures(new OidcOptions { Admins = { "ops@example.com" } }));

    [Theory]
    [InlineData("http://login.example.com")]
    [InlineData("https://login.example.com/?tenant=1")]
    [InlineData("https://user@login.example.com")]
    public void Authority_that_cannot_be_trusted_is_named(string authority) =>
        Assert.StartsWith(
            "Administration:Oidc:Authority is '",
            Assert.Single(Failures(new OidcOptions { Authority = new Uri(authority), ClientId = "connect", Admins = { "a" } })),
            StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_missing_is_named_at_once()
    {
        var failures = Failures(new OidcOptions { Authority = Issuer, RoleClaim = " ", Viewers = { "" } });

        Assert.Equal(
            ["Administration:Oidc:ClientId", "Administration:Oidc:RoleClaim", "Administration:Oidc:Admins", "Administration:Oidc:Viewers"],
            failures.Select(failure => failure.Split(' ')[0]));
        Assert.All(failures, failure => Assert.Contains("for example", failure, StringComparison.Ordinal));
    }

    [Fact]
    public void Secret_does_not_print() => Assert.Equal("***", new OidcClientSecret("secret").ToString());

    private static IEnumerable<string> Failures(OidcOptions options) => new SectionValidator<OidcOptions>().Validate(null, options).Failures ?? [];
}
