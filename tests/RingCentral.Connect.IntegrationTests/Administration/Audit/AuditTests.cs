using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Hosting.Commands;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Rollups;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.Audit;

/// <summary>The audit log: who, what, before and after, from where.</summary>
public sealed class AuditTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Change_by_app_code_is_recorded_with_what_was_before_and_after()
    {
        var id = await Node.AddAsync();
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };

        (await api.SendAsync(HttpMethod.Patch, $"connections/{id}", """{"paused":true,"metadata":{"plan":"gold"}}""", "application/merge-patch+json")).MustBe(200);
        (await api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(200);

        var records = await RecordsOfAsync(id);
        Assert.Equal(["connection.changed", "connection.disconnected"], records.Select(record => record.Action));
        var changed = records[0];
        Assert.Equal((ActorKind.ApiKey, "test", "127.0.0.1"), (changed.ActorKind, changed.ActorName, changed.Address));
        Assert.NotNull(changed.ActorId);
        Assert.Matches("^[A-Z0-9]{4}-[A-Z0-9]{4}$", changed.Reference);
        Assert.Equal("""{"paused":false}""", Compact(changed.Before));
        Assert.Equal("""{"paused":true,"metadata":"changed"}""", Compact(changed.After));
        Assert.Equal(("""{"state":"active"}""", """{"state":"disconnected"}"""), (Compact(records[1].Before), Compact(records[1].After)));
    }

    [Fact]
    public async Task Change_that_failed_is_not_recorded()
    {
        var (id, other) = (await Node.AddAsync(), await Node.AddAsync());
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        var taken = (await Node.ConnectionAsync(other)).ExternalId;

        var answer = await api.SendAsync(HttpMethod.Patch, $"connections/{id}", JsonSerializer.Serialize(new { external_id = taken }), "application/merge-patch+json");

        Assert.InRange(answer.Status, 400, 499);
        Assert.Empty(await RecordsOfAsync(id));
    }

    [Fact]
    public async Task Of_a_deleted_connection_nothing_is_left_but_that_it_was_changed_and_deleted()
    {
        var id = await Node.AddAsync();
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        (await api.SendAsync(HttpMethod.Patch, $"connections/{id}", $$"""{"external_id":"maya@example.com {{id}}"}""", "application/merge-patch+json")).MustBe(200);
        Assert.Contains("maya@example.com", (await RecordsOfAsync(id))[0].After, StringComparison.Ordinal);

        (await api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(204);

        var records = await RecordsOfAsync(id);
        Assert.Equal(["connection.changed", "connection.deleted"], records.Select(record => record.Action));
        Assert.DoesNotContain(records, record => $"{record.Before} {record.After}".Contains("example.com", StringComparison.Ordinal));
        Assert.Null(records[1].After);
    }

    [Fact]
    public async Task Administrator_is_recorded_with_session_and_key_without_its_secret()
    {
        using var admin = await Administrator.SignInAsync(Node);

        using var response = await admin.SubmitAsync("/admin/keys", "[data-testid=new-form]", ("name", "Audit test"), ("scopes", "tokens:read"), ("expires", "2027-01-31"));
        var page = await Administrator.ParseAsync(response);
        var secret = page.Read("[data-testid=new-key]");

        Assert.StartsWith("rcc_", secret, StringComparison.Ordinal);
        await using var context = await Node.ContextAsync();
        var record = await context.AuditRecords.AsNoTracking().OrderBy(row => row.Id).LastAsync(row => row.Action == "api_key.created" && row.ActorKind == ActorKind.Admin, Cancelled);
        var session = await context.AdminSessions.AsNoTracking().SingleAsync(row => row.Id == record.ActorId, Cancelled);
        Assert.Equal(("One-time link", AdminRole.Admin), (record.ActorName, session.Role));
        Assert.Contains("\"expires_at\": \"2027-02-01", record.After, StringComparison.Ordinal);
        var everything = string.Join('\n', (await context.AuditRecords.AsNoTracking().ToListAsync(Cancelled)).Select(row => row.Before + row.After));
        Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sign_in_is_recorded_with_its_way_and_role()
    {
        using var admin = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        await using var context = await Node.ContextAsync();
        var record = await context.AuditRecords.AsNoTracking().OrderBy(row => row.Id).LastAsync(row => row.Action == "admin_session.opened", Cancelled);
        Assert.Equal("""{"role":"viewer","method":"link"}""", Compact(record.After));
        Assert.Equal(record.SubjectId, record.ActorId.ToString());
    }

    [Fact]
    public async Task Command_is_recorded_as_the_command_lines()
    {
        var exit = await ConnectCommand.RunAsync(["admin", "sign-in-link", "--role", "viewer", "--environment=Development", $"--ConnectionStrings:Connect={fixture.Database.ConnectionString}"]);

        Assert.Equal(0, exit);
        await using var context = await Node.ContextAsync();
        var record = await context.AuditRecords.AsNoTracking().OrderBy(row => row.Id).LastAsync(row => row.Action == "sign_in_link.created" && row.ActorKind == ActorKind.CommandLine, Cancelled);
        Assert.Contains("\"role\": \"viewer\"", record.After, StringComparison.Ordinal);
        Assert.Equal((null, null, null), (record.ActorName, record.Address, record.Reference));
    }

    [Fact]
    public async Task Webhook_endpoint_is_recorded_without_its_secret()
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + await Node.CreateKeyAsync() };
        var made = (await api.SendAsync(HttpMethod.Post, "webhook-endpoints", "{\"url\":\"https://app.example.com/hooks\"}")).MustBe(201).Json;
        var id = made.GetProperty("id").GetString()!;
        (await api.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{id}")).MustBe(204);

        await using var context = await Node.ContextAsync();
        var records = await context.AuditRecords.AsNoTracking().Where(row => row.SubjectId == id).OrderBy(row => row.Id).ToListAsync(Cancelled);

        Assert.Equal(["webhook_endpoint.created", "webhook_endpoint.deleted"], records.Select(record => record.Action));
        Assert.Contains("https://app.example.com/hooks", records[0].After, StringComparison.Ordinal);
        Assert.Equal(records[0].After, records[1].Before);
        Assert.DoesNotContain("secret", records[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_and_rotation_are_recorded_though_they_pass_no_change_tracker()
    {
        var lines = await fixture.Simulator.SeedAsync(2);
        var key = await Node.CreateKeyAsync();
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + key };
        var imported = (await api.SendAsync(HttpMethod.Post, "connections/import", string.Join('\n', lines), "application/x-ndjson")).MustBe(200);
        var id = JsonElement.Parse(imported.Text.Split('\n')[0]).GetProperty("connection_id").GetString()!;
        (await api.SendAsync(HttpMethod.Post, $"connections/{id}/rotate")).MustBe(200);
        (await api.SendAsync(HttpMethod.Post, "connections/0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b/rotate")).MustBe(404);

        await using var context = await Node.ContextAsync();
        var keyId = await context.ApiKeys.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync(Cancelled);
        var records = await context.AuditRecords.AsNoTracking().Where(row => row.ActorId == keyId).OrderBy(row => row.Id).ToListAsync(Cancelled);

        Assert.Equal([("connection.imported", null), ("connection.rotated", id)], records.Select(record => (record.Action, record.SubjectId)));
    }

    [Fact]
    public async Task Page_filters_by_its_address_and_goes_on_by_key()
    {
        using var admin = await Administrator.SignInAsync(Node);
        var subject = Guid.CreateVersion7(Node.Now).ToString();
        await fixture.Database.ExecuteAsync(
            $"""
            INSERT INTO audit_log (at, actor_kind, actor_name, action, subject_kind, subject_id, after)
            SELECT '2026-03-01'::timestamptz + n * interval '1 hour', 'api_key', CASE WHEN n % 2 = 0 THEN 'even_100%' ELSE 'odd' END, 'thing.done', 'thing', '{subject}', jsonb_build_object('n', n)
              FROM generate_series(1, 120) n
            """);

        var first = await admin.ReadAsync($"/admin/audit?subject={subject}");
        var older = first.QuerySelector("[data-testid=older]")!.GetAttribute("href")!;
        var second = await admin.ReadAsync(older);
        var third = await admin.ReadAsync(second.QuerySelector("[data-testid=older]")!.GetAttribute("href")!);

        Assert.Equal((50, 50, 20), (Rows(first), Rows(second), Rows(third)));
        Assert.Null(third.QuerySelector("[data-testid=older]"));
        Assert.Equal(50, Rows(await admin.ReadAsync($"/admin/audit?subject={subject}&who=EVEN_100%25")));
        Assert.Equal(0, Rows(await admin.ReadAsync($"/admin/audit?subject={subject}&who=EVENx100")));
        Assert.Equal(24, Rows(await admin.ReadAsync($"/admin/audit?subject={subject}&from=2026-03-02&to=2026-03-02&what=thing")));
        Assert.Equal(0, Rows(await admin.ReadAsync($"/admin/audit?subject={subject}&what=thing.undone")));
    }

    [Fact]
    public async Task Csv_holds_everything_that_matches_and_no_formula()
    {
        using var admin = await Administrator.SignInAsync(Node);
        var subject = Guid.CreateVersion7(Node.Now).ToString();
        await fixture.Database.ExecuteAsync(
            $"""
            INSERT INTO audit_log (at, actor_kind, actor_name, action, subject_kind, subject_id, after)
            SELECT now(), 'api_key', '=cmd()', 'thing.done', 'thing', '{subject}', jsonb_build_object('text', 'a "quoted", text') FROM generate_series(1, 70)
            """);

        using var response = await admin.Browser.OpenAsync($"/admin/audit?handler=csv&subject={subject}");
        var lines = (await response.Content.ReadAsStringAsync(Cancelled)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((71, AuditCsv.Header), (lines.Length, lines[0]));
        Assert.Contains(",api_key,,'=cmd(),,thing.done,thing,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_takes_names_and_keeps_what_was_done()
    {
        var session = Guid.CreateVersion7(Node.Now);
        await fixture.Database.ExecuteAsync(
            $$"""
            INSERT INTO audit_log (at, actor_kind, actor_id, actor_name, actor_subject, action, subject_kind, subject_id, before, after, address)
            VALUES (now() - interval '91 days', 'admin', '{{session}}', 'Maya Okonjo', 'maya-1', 'thing.done', 'thing', 'old-{{session}}', '{"external_id": "maya@example.com, desk"}', '{"n": 1}', '203.0.113.7'),
                   (now() - interval '89 days', 'admin', '{{session}}', 'Maya Okonjo', 'maya-1', 'thing.done', 'thing', 'new-{{session}}', NULL, NULL, '203.0.113.7'),
                   (now() - interval '91 days', 'api_key', '{{session}}', 'billing', NULL, 'thing.done', 'thing', 'key-{{session}}', NULL, NULL, '203.0.113.7'),
                   (now() - interval '731 days', 'admin', '{{session}}', NULL, NULL, 'thing.done', 'thing', 'gone-{{session}}', NULL, NULL, NULL);
            INSERT INTO admin_sessions (id, name, subject, role, method, created_at, last_seen_at, ends_at, address, user_agent)
            SELECT '{{session}}', 'Maya Okonjo', 'maya-1', 'admin', 'link', at, at, at, '203.0.113.7', 'Firefox on Linux' FROM (SELECT now() - interval '91 days' AS at) t
            """);

        await new RetentionJob(Node.Get<Npgsql.NpgsqlDataSource>(), Options.Create(new RetentionOptions()), Node.Get<TimeProvider>()).RunAsync(Cancelled);

        await using var context = await Node.ContextAsync();
        var records = await context.AuditRecords.AsNoTracking().Where(row => row.ActorId == session).ToDictionaryAsync(row => row.SubjectId!.Split('-')[0], Cancelled);
        Assert.Equal(["key", "new", "old"], records.Keys.Order());
        Assert.Equal((null, null, null), (records["old"].ActorName, records["old"].ActorSubject, records["old"].Address));
        Assert.Equal("""{"external_id":"*** desk"}""", Compact(records["old"].Before));
        Assert.Equal(("Maya Okonjo", "maya-1", "203.0.113.7"), (records["new"].ActorName, records["new"].ActorSubject, records["new"].Address));
        Assert.Equal(("billing", null), (records["key"].ActorName, records["key"].Address));
        var row = await context.AdminSessions.AsNoTracking().SingleAsync(row => row.Id == session, Cancelled);
        Assert.Equal((null, null, null, null), (row.Name, row.Subject, row.Address, row.UserAgent));
    }

    [Fact]
    public async Task Record_without_an_author_is_a_fault() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Node.Get<AuditLog>().RecordAsync(new AuditEntry("thing.done"), Cancelled));

    [Fact]
    public async Task Record_is_part_of_the_transaction_that_it_is_written_in()
    {
        var subject = Guid.CreateVersion7(Node.Now).ToString();
        AuditAuthors.Begin(AuditAuthor.CommandLine);
        await using var connection = await Node.Get<Npgsql.NpgsqlDataSource>().OpenConnectionAsync(Cancelled);
        await using (var transaction = await connection.BeginTransactionAsync(Cancelled))
        {
            await Node.Get<AuditLog>().RecordAsync(connection, transaction, new AuditEntry("thing.done", subject), Cancelled);
            await transaction.RollbackAsync(Cancelled);
        }

        await using var context = await Node.ContextAsync();
        Assert.False(await context.AuditRecords.AnyAsync(row => row.SubjectId == subject, Cancelled));
    }

    private static int Rows(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll("[data-testid=record]").Length;

    private static string? Compact(string? json) => json is null ? null : JsonSerializer.Serialize(JsonElement.Parse(json));

    private async Task<IReadOnlyList<AuditRecord>> RecordsOfAsync(Guid id)
    {
        var subject = id.ToString();
        await using var context = await Node.ContextAsync();
        return await context.AuditRecords.AsNoTracking().Where(record => record.SubjectKind == "connection" && record.SubjectId == subject).OrderBy(record => record.Id).ToListAsync(Cancelled);
    }
}
