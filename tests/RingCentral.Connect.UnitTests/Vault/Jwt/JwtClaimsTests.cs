using System.Buffers.Text;
using System.Text;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Jwt;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Jwt;

public sealed class JwtClaimsTests
{
    [Theory]
    [InlineData("""{"sub":"17"}""", "17")]
    [InlineData("""{"sub":17}""", "17")]
    [InlineData("""{"sub":["17"]}""", null)]
    [InlineData("""{"sub":"\ud800"}""", null)]
    [InlineData("""{"iss":"17"}""", null)]
    [InlineData("[]", null)]
    [InlineData("no json", null)]
    public void Subject_is_read_where_there_is_one(string claims, string? subject) =>
        Assert.Equal(subject, JwtClaims.SubjectOf(new JwtAssertion($"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln")));

    [Theory]
    [InlineData("a")]
    [InlineData("a.b")]
    [InlineData("a.!!.c")]
    [InlineData("a.b.c.d")]
    public void What_is_no_JWT_has_no_subject(string text) => Assert.Null(JwtClaims.SubjectOf(new JwtAssertion(text)));
}
