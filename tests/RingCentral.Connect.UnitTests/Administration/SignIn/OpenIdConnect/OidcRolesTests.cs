using System.Security.Claims;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration.SignIn.OpenIdConnect;
using RingCentral.Connect.Data.Administration;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.SignIn.OpenIdConnect;

public sealed class OidcRolesTests
{
    [Theory]
    [InlineData("sub=maya-1", AdminRole.Admin)]
    [InlineData("sub=MAYA-1", null)]
    [InlineData("groups=connect-admins", AdminRole.Admin)]
    [InlineData("groups=staff;groups=connect-viewers", AdminRole.Viewer)]
    [InlineData("groups=connect-viewers;groups=connect-admins", AdminRole.Admin)]
    [InlineData("groups=Connect-Admins", null)]
    [InlineData("roles=connect-admins", null)]
    [InlineData("email=Ops@Example.com;email_verified=true", AdminRole.Admin)]
    [InlineData("email=ops@example.com;email_verified=True", AdminRole.Admin)]
    [InlineData("email=ops@example.com;email_verified=false", null)]
    [InlineData("email=ops@example.com", null)]
    [InlineData("email=connect-admins;email_verified=true", null)]
    [InlineData("name=maya-1;preferred_username=ops@example.com", null)]
    [InlineData("", null)]
    public void Role_follows_from_subject_verified_address_or_claim(string claims, AdminRole? role) => Assert.Equal(role, Roles("groups").RoleOf(Person(claims)));

    [Fact]
    public void Without_a_role_claim_no_claim_counts() => Assert.Null(Roles(null).RoleOf(Person("groups=connect-admins")));

    [Theory]
    [InlineData("name=Maya Okonjo;given_name=M;email=a@b.c;sub=1", "Maya Okonjo")]
    [InlineData("given_name=Maya;family_name=Okonjo;email=a@b.c;sub=1", "Maya Okonjo")]
    [InlineData("family_name=Okonjo;sub=1", "Okonjo")]
    [InlineData("name= ;preferred_username=maya;sub=1", "maya")]
    [InlineData("email=a@b.c;sub=1", "a@b.c")]
    [InlineData("sub=1", "1")]
    public void Person_is_called_by_the_best_that_the_provider_tells(string claims, string name) => Assert.Equal(name, OidcRoles.NameOf(Person(claims)));

    private static OidcRoles Roles(string? claim) => new(Options.Create(new OidcOptions
    {
        Authority = new Uri("https://login.example.com"),
        RoleClaim = claim,
        Admins = { "maya-1", "ops@example.com", "connect-admins" },
        Viewers = { "connect-viewers", "maya-1" },
    }));

    private static ClaimsPrincipal Person(string claims) => new(new ClaimsIdentity(
        claims.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(claim => claim.Split('=', 2)).Select(claim => new Claim(claim[0], claim[1])), "test"));
}
