using RingCentral.Connect.Administration.Sessions;
using Xunit;

namespace RingCentral.Connect.UnitTests.Administration.Sessions;

public sealed class AdminCookieTests
{
    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/audit?who=a&what=connection")]
    [InlineData("/admin?x=1")]
    public void Path_under_admin_is_gone_back_to(string from) => Assert.Equal(from, AdminCookie.ReturnPath(from));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//evil.example.com/admin")]
    [InlineData("https://evil.example.com/admin/")]
    [InlineData("/administration")]
    [InlineData("/admin/sign-in")]
    [InlineData("/admin/sign-in/oidc")]
    [InlineData("/admin/\\evil.example.com")]
    [InlineData("/admin/a b")]
    [InlineData("/admin/a\r\nSet-Cookie: b")]
    public void Anything_else_leads_to_the_overview(string? from) => Assert.Equal("/admin", AdminCookie.ReturnPath(from));
}
