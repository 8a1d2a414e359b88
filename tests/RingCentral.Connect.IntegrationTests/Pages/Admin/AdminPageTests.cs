using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Admin;

/// <summary>Keys and settings, as an administrator and as a viewer see them.</summary>
public sealed class AdminPageTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Key_is_made_used_and_revoked()
    {
        using var admin = await Administrator.SignInAsync(Node);
        using var made = await admin.SubmitAsync("/admin/keys", "[data-testid=new-form]", ("name", "Billing"), ("scopes", "connections:read"), ("prefix", "acme:"));
        var page = await Administrator.ParseAsync(made);
        var secret = page.Read("[data-testid=new-key]");
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + secret };
        (await api.GetAsync("connections")).MustBe(200);

        var row = (await admin.ReadAsync("/admin/keys")).QuerySelectorAll("[data-testid=key]").Single(key => key.TextContent.Contains("Billing", StringComparison.Ordinal));
        Assert.DoesNotContain(secret, row.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Only acme:…", row.TextContent, StringComparison.Ordinal);
        using var revoked = await admin.SubmitAsync("/admin/keys", $"tr[data-key-id='{row.GetAttribute("data-key-id")}'] form");

        Assert.Equal("/admin/keys", revoked.Headers.Location!.OriginalString);
        (await api.GetAsync("connections")).MustBe(401, "invalid_api_key");
    }

    [Theory]
    [InlineData("", "tokens:read", "", "", "The name must be")]
    [InlineData("A", "everything", "", "", "Tick at least one")]
    [InlineData("A", "tokens:read", "31.1.2027", "", "The day must be")]
    [InlineData("A", "tokens:read", "", "a\nb", "The beginning of external ids")]
    public async Task Key_that_cannot_be_made_says_why(string name, string scope, string expires, string prefix, string fault)
    {
        using var admin = await Administrator.SignInAsync(Node);

        using var response = await admin.SubmitAsync("/admin/keys", "[data-testid=new-form]", ("name", name), ("scopes", scope), ("expires", expires), ("prefix", prefix));
        var page = await Administrator.ParseAsync(response);

        Assert.Contains(fault, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await using var context = await Node.ContextAsync();
        Assert.False(await context.ApiKeys.AnyAsync(key => key.Name == name, Cancelled));
    }

    [Fact]
    public async Task Viewer_sees_keys_and_no_way_to_change_them()
    {
        await Node.CreateKeyAsync();
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        var page = await viewer.ReadAsync("/admin/keys");

        Assert.NotEmpty(page.QuerySelectorAll("[data-testid=key]"));
        Assert.Empty(page.QuerySelectorAll(".main form"));
    }

    [Fact]
    public async Task Settings_tell_values_and_where_they_came_from_and_no_secret()
    {
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        var page = await viewer.ReadAsync("/admin/settings");
        var rows = page.QuerySelectorAll("[data-testid=setting]").ToDictionary(row => row.GetAttribute("data-key")!, row => (Value: row.Children[1].TextContent, Source: row.Children[2].TextContent));

        Assert.Equal(("set", "command line"), rows["ConnectionStrings:Connect"]);
        Assert.Equal(("set", "command line"), rows["RingCentral:ClientSecret"]);
        Assert.Equal(("set", "command line"), rows["Administration:Oidc:ClientSecret"]);
        Assert.Equal(("not set", "default"), rows["Smtp:Password"]);
        Assert.Equal(("sandbox-client", "command line"), rows["RingCentral:ClientId"]);
        Assert.Equal(("00:00:20", "default"), rows["TokenApi:MaxWait"]);
        Assert.Equal(("0", "command line"), rows["RingCentral:AuthBudget:RequestsPerMinute"]);
        Assert.Equal(("256440017", "command line"), rows["Administration:Oidc:Admins"]);
        Assert.Equal(("90.00:00:00", "default"), rows["Retention:PersonalData"]);
        Assert.DoesNotContain("sandbox-secret", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(rows, row => row.Value.Value.Contains("Password=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Address_that_leads_nowhere_and_role_that_may_not_are_told_apart()
    {
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        Assert.Equal(HttpStatusCode.Forbidden, await viewer.StatusOfAsync("/admin/jobs"));
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusOfAsync("/admin/nowhere"));
    }
}
