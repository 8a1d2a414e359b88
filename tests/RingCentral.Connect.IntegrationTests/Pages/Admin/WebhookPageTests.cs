using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Admin;

/// <summary>Webhook endpoints as administrators make, test, change and delete them; against a real receiver.</summary>
public sealed class WebhookPageTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private const string Path = "/admin/webhooks";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Endpoint_is_made_given_a_secret_tested_sent_to_again_and_deleted()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var admin = await Administrator.SignInAsync(Node);
        using var made = await admin.SubmitAsync(Path, "[data-testid=new-form]", ("url", receiver.Address.AbsoluteUri), ("description", "Billing"), ("events", "connection.blocked"));
        var page = made.Headers.Location!.OriginalString;
        using var rotated = await admin.SubmitAsync(page, "form[action*='handler=Rotate']");
        var secret = (await Administrator.ParseAsync(rotated)).Read("[data-testid=new-secret]");

        using var tested = await admin.SubmitAsync(page, "form[action*='handler=Test']");
        Assert.True(Assert.Single(await receiver.ReceiveAsync(1)).IsGenuine(secret));
        using var again = await SendAgainAsync(admin, page);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        await receiver.ReceiveAsync(2);

        var shown = await admin.ReadAsync(page);
        Assert.DoesNotContain(secret, shown.Source.Text, StringComparison.Ordinal);
        using var deleted = await admin.SubmitAsync(page, "form[action*='handler=Delete']");
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusOfAsync(page));
        await using var context = await Node.ContextAsync();
        var actions = await context.AuditRecords.AsNoTracking().Where(row => page.EndsWith(row.SubjectId!)).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancelled);
        Assert.Equal(
            ["webhook_endpoint.created", "webhook_endpoint.changed", "webhook_endpoint.tested", "webhook_endpoint.redelivered", "webhook_endpoint.deleted"], actions);
    }

    [Fact]
    public async Task Endpoint_that_is_disabled_is_sent_nothing_until_it_is_enabled()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        var page = $"{Path}/{hook.Id}";
        using var admin = await Administrator.SignInAsync(Node);

        using var disabled = await admin.SubmitAsync(page, "form[action*='handler=Disable']");
        var shown = await admin.ReadAsync(page);
        Assert.Contains("Disabled", shown.Read(".lead"), StringComparison.Ordinal);
        Assert.Null(shown.QuerySelector("[data-testid=test]"));

        using var enabled = await admin.SubmitAsync(page, "form[action*='handler=Enable']");
        Assert.NotNull((await admin.ReadAsync(page)).QuerySelector("[data-testid=test]"));
    }

    [Theory]
    [InlineData("ftp://app.example.com/", "connection.blocked", "The address must begin with https://")]
    [InlineData("nowhere", "connection.blocked", "The address must be an address")]
    [InlineData("https://app.example.com/", "connection.exploded", "Tick only events")]
    public async Task Endpoint_that_cannot_be_made_says_why(string url, string events, string fault)
    {
        using var admin = await Administrator.SignInAsync(Node);

        using var response = await admin.SubmitAsync(Path, "[data-testid=new-form]", ("url", url), ("events", events));

        Assert.Contains(fault, (await Administrator.ParseAsync(response)).Read("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_is_told_in_words_and_a_viewer_can_change_nothing()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        var page = await viewer.ReadAsync($"{Path}/{hook.Id}");

        Assert.Contains("Failing for", page.Read(".lead"), StringComparison.Ordinal);
        Assert.Contains("it answered 500", page.Read("[data-testid=delivery]"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".main form"));
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusOfAsync($"{Path}/{Guid.CreateVersion7(Node.Now)}"));
    }

    private static async Task<HttpResponseMessage> SendAgainAsync(Administrator admin, string page)
    {
        await TestKit.Waiting.Eventually.TrueAsync(async () => (await admin.ReadAsync(page)).QuerySelector("[data-testid=redeliver]") is not null);
        return await admin.SubmitAsync(page, "form[action*='handler=Redeliver']");
    }
}
