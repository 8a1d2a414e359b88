using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Tour;

/// <summary>Pages of administrators, looked at in a real browser; and the whole sign-in at a provider in one.</summary>
public sealed class AdminTourTests(OidcFixture fixture, BrowserFixture browser) : BrowserTest(browser), IClassFixture<OidcFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Person_signs_in_at_the_provider_and_out_again()
    {
        await Person.OpenAsync(new Uri(Node.Url, "/admin/audit?what=connection"));
        await Person.Find("sign-in-oidc").ClickAsync();
        var provider = new RingCentralPages(Person);
        await provider.SignInAsync(OidcFixture.Admin);
        await provider.AllowAsync();
        await Person.ArriveAsync(new Uri(Node.Url, "/admin/audit?what=connection"));
        Assert.Equal("Tomas Okonedo", await Person.Page.Locator(".masthead__who").TextContentAsync());

        await Person.Find("sign-out").ClickAsync();

        await Person.ArriveAsync(new Uri(Node.Url, "/admin/sign-in"));
    }

    [Theory]
    [InlineData("sign-in", "/admin/sign-in")]
    [InlineData("sign-in-link", "/admin/sign-in/AAAA")]
    public Task Page_before_the_sign_in(string name, string path) => LookAtAsync(path, name);

    [Theory]
    [InlineData(nameof(SignInProblemKind.NoRole))]
    [InlineData(nameof(SignInProblemKind.Misconfigured))]
    [InlineData(nameof(SignInProblemKind.Unreachable))]
    public Task Page_of_a_failed_sign_in(string name)
    {
        var kind = Enum.Parse<SignInProblemKind>(name);
        var problem = new SignInProblem(kind, "K7QD-2M4X") { Code = kind == SignInProblemKind.Misconfigured ? "invalid_client" : null };
        var shown = kind == SignInProblemKind.NoRole ? problem with { Name = "Wren Halloran", Email = "wren.halloran@example.com", Subject = OidcFixture.Stranger } : problem;
        return LookAtAsync(Node.Get<SignInProblems>().PathFor(shown), $"sign-in-{name.ToLowerInvariant()}");
    }

    [Theory]
    [InlineData("keys", "/admin/keys", AdminRole.Admin)]
    [InlineData("keys-viewer", "/admin/keys", AdminRole.Viewer)]
    [InlineData("overview", "/admin", AdminRole.Admin)]
    [InlineData("connections", "/admin/connections", AdminRole.Admin)]
    [InlineData("links", "/admin/connect-links", AdminRole.Admin)]
    [InlineData("webhooks", "/admin/webhooks", AdminRole.Admin)]
    [InlineData("sessions", "/admin/sessions", AdminRole.Admin)]
    [InlineData("settings", "/admin/settings", AdminRole.Admin)]
    [InlineData("audit", "/admin/audit", AdminRole.Admin)]
    [InlineData("audit-filtered", "/admin/audit?who=nobody+of+that+name", AdminRole.Viewer)]
    public async Task Page_of_administrators(string name, string path, AdminRole role)
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        var id = await Node.AddAsync();
        (await api.SendAsync(HttpMethod.Patch, $"connections/{id}", """{"paused":true,"metadata":{"plan":"gold"}}""", "application/merge-patch+json")).MustBe(200);
        (await api.SendAsync(HttpMethod.Post, "connect-sessions", """{"external_id":"user-4711"}""")).MustBe(201);
        await Node.Get<WebhookEndpointStore>().CreateAsync(
            new NewWebhookEndpoint { Url = "https://app.example.com/webhooks", Description = "Support desk", Events = [], Enabled = true, Secret = WebhookSecret.Create() }, Cancelled);
        var link = await Node.Get<SignInLinks>().CreateAsync(role, Cancelled);
        await new AdminPages(Person, Node.Url).SignInAsync(link);

        await LookAtAsync(path, name);
    }

    /// <summary>A browser shows the first rows of a long page while the others are on their way.</summary>
    [Fact]
    public async Task Columns_of_the_audit_log_are_as_wide_whatever_its_rows_hold()
    {
        await new AdminPages(Person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(AdminRole.Admin, Cancelled));
        await Person.Page.SetViewportSizeAsync(1280, 800);
        await Person.OpenAsync(new Uri(Node.Url, "/admin/audit"));

        var before = await ColumnsAsync();
        await Person.Page.EvaluateAsync("document.querySelectorAll('[data-testid=record] td').forEach(cell => cell.textContent = '')");

        Assert.Equal(5, before.Length);
        Assert.Equal(before, await ColumnsAsync());

        Task<double[]> ColumnsAsync() => Person.Page.EvaluateAsync<double[]>("[...document.querySelectorAll('thead th')].map(cell => cell.getBoundingClientRect().width)");
    }

    [Fact]
    public async Task Page_of_a_webhook_endpoint()
    {
        var endpoint = (await Node.Get<WebhookEndpointStore>().CreateAsync(
            new NewWebhookEndpoint { Url = "https://app.example.com/webhooks", Description = "", Events = [EventTypes.Blocked], Enabled = true, Secret = WebhookSecret.Create() }, Cancelled))!;
        await Node.Get<DeliveryLog>().TestAsync(endpoint.Id, Cancelled);
        await new AdminPages(Person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(AdminRole.Admin, Cancelled));

        await LookAtAsync($"/admin/webhooks/{endpoint.Id}", "webhook");
    }

    [Fact]
    public async Task Page_of_a_work_and_the_list_while_it_runs()
    {
        await Node.AddAsync((connection, _) => connection.OwnerName = "Priya Raman");
        var id = await Node.AddAsync((connection, _) => connection.OwnerName = "Tomas Lindqvist");
        var work = await Node.Get<BulkWorks>().BeginAsync(ConnectionDeed.Rotate, [id, await Node.AddAsync()], new AuditAuthor(ActorKind.Admin) { Name = "Wren Halloran" }, Cancelled);
        await fixture.Database.ExecuteAsync($"UPDATE bulk_items SET result = 'done' WHERE connection_id = '{id}'; UPDATE bulk_works SET done = 1 WHERE id = '{work.Id}'");
        await new AdminPages(Person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(AdminRole.Admin, Cancelled));

        await LookAtAsync($"/admin/bulk/{work.Id}", "work");
        await LookAtAsync("/admin/bulk", "works");
        await LookAtAsync("/admin/connections", "connections-working");
    }

    [Theory]
    [InlineData("connection-active", ConnectionState.Active, AdminRole.Admin)]
    [InlineData("connection-needs-user", ConnectionState.NeedsReauthorization, AdminRole.Admin)]
    [InlineData("connection-blocked", ConnectionState.Blocked, AdminRole.Viewer)]
    [InlineData("connection-disconnected", ConnectionState.Disconnected, AdminRole.Admin)]
    public async Task Page_of_a_connection(string name, ConnectionState state, AdminRole role)
    {
        var id = await Node.AddAsync((connection, session) =>
        {
            (connection.State, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber) = (state, "Priya Raman", "priya.raman@northgate.example.com", "118");
            if (state != ConnectionState.Active)
            {
                (connection.Reason, connection.RingCentralCode) = (StateReason.UserDisabled, "OAU-236");
                session.DueAt = state == ConnectionState.Blocked ? Node.Now.AddMinutes(40) : null;
            }
            else
            {
                (session.IssuedAt, session.AccessExpiresAt, session.SessionExpiresAt, session.DueAt) = (Node.Now.AddMinutes(-20), Node.Now.AddMinutes(40), Node.Now.AddHours(20), Node.Now.AddMinutes(30));
            }
        });
        await new AdminPages(Person, Node.Url).SignInAsync(await Node.Get<SignInLinks>().CreateAsync(role, Cancelled));

        await LookAtAsync($"/admin/connections/{id}", name);
    }

    private Task LookAtAsync(string path, string name) => new Sight(Person, Sight.TransferOfAdministrators).LookAtAsync(new Uri(Node.Url, path), $"admin-{name}");
}
