using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.Vault.Connections;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.Bulk;

/// <summary>Work on many connections: begun in the list, done in the background, stopped, taken up again.</summary>
public sealed class BulkTests(BulkFixture fixture) : IClassFixture<BulkFixture>
{
    private const string List = "/admin/connections";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Ticked_connections_are_rotated_under_the_administrators_name_and_each_has_its_result()
    {
        var ids = await ImportAsync(3);
        await Node.Get<ConnectionChanges>().DisconnectAsync(ids[2], "user", Cancelled);
        using var admin = await Administrator.SignInAsync(Node);

        var work = await BeginAsync(admin, List, ids, "rotate");
        Assert.Contains("waiting for a node", (await admin.ReadAsync(work)).Read("[data-testid=progress]"), StringComparison.Ordinal);
        Assert.Contains("Rotating 3 connections", (await admin.ReadAsync(List)).Read("[data-testid=job]"), StringComparison.Ordinal);
        await RunAsync();

        var page = await admin.ReadAsync(work);
        Assert.Equal("finished", page.Read("[data-testid=progress]"));
        Assert.Equal(
            ["A new token pair is stored. The old one is dead.", "A new token pair is stored. The old one is dead.", "There is no new token pair. How the connection stands, below, says why."],
            page.QuerySelectorAll("[data-testid=item] .state").Select(state => state.TextContent.Trim()));
        Assert.Equal((2, 2), ((await Node.SessionAsync(ids[0])).Generation, (await Node.SessionAsync(ids[1])).Generation));
        await using var context = await Node.ContextAsync();
        var subject = ids[0].ToString();
        var record = await context.AuditRecords.AsNoTracking().SingleAsync(row => row.SubjectId == subject && row.Action == "connection.rotated", Cancelled);
        Assert.NotNull(record.ActorId);
        Assert.NotNull(record.Reference);
        Assert.Single((await admin.ReadAsync($"{work}?only=no_new_pair")).QuerySelectorAll("[data-testid=item]"));
    }

    [Fact]
    public async Task All_that_match_a_search_are_disconnected_and_nobody_else()
    {
        var ids = await ImportAsync(3);
        var owner = (await Node.ConnectionAsync(ids[1])).OwnerId;
        using var admin = await Administrator.SignInAsync(Node);

        await BeginAsync(admin, $"{List}?q={owner}", [], "disconnect", ("all", "true"));
        await RunAsync();

        Assert.Equal(
            [ConnectionState.Active, ConnectionState.Disconnected, ConnectionState.Active],
            await Task.WhenAll(ids.Select(async id => (await Node.ConnectionAsync(id)).State)));
    }

    [Fact]
    public async Task Work_that_is_stopped_finishes_what_is_under_way_and_begins_nothing_else()
    {
        var ids = await ImportAsync(3);
        using var admin = await Administrator.SignInAsync(Node);
        var path = await BeginAsync(admin, List, ids, "disconnect");
        var work = Guid.Parse(path.Split('/')[^1]);

        // A node is at the first one.
        await fixture.Database.ExecuteAsync($"UPDATE bulk_items SET claimed_until = now() + interval '1 minute' WHERE work_id = '{work}' AND position = 0");
        using var stopped = await admin.SubmitAsync(path, "form[action*='handler=Stop']");
        Assert.Equal("stopping", (await admin.ReadAsync(path)).Read("[data-testid=progress]"));

        // It died; whoever looks next finds that nothing is wanted any more.
        await fixture.Database.ExecuteAsync($"UPDATE bulk_items SET claimed_until = now() WHERE work_id = '{work}' AND position = 0");
        await RunAsync();

        Assert.Equal("stopped", (await admin.ReadAsync(path)).Read("[data-testid=progress]"));
        Assert.Equal(3, (await Node.Get<BulkWorks>().CountAsync(work, Cancelled))[DeedResult.Stopped]);
        Assert.All(await Task.WhenAll(ids.Select(id => Node.ConnectionAsync(id))), connection => Assert.Equal(ConnectionState.Active, connection.State));
    }

    [Fact]
    public async Task Item_of_a_node_that_died_is_done_by_another_once_its_claim_ends()
    {
        var ids = await ImportAsync(1);
        using var admin = await Administrator.SignInAsync(Node);
        var path = await BeginAsync(admin, List, ids, "disconnect");
        await fixture.Database.ExecuteAsync("UPDATE bulk_items SET claimed_until = now() + interval '1 minute' WHERE result IS NULL");
        Assert.False(await fixture.Runner.RunOnceAsync(Cancelled));

        await fixture.Database.ExecuteAsync("UPDATE bulk_items SET claimed_until = now() - interval '1 second' WHERE result IS NULL");
        await RunAsync();

        Assert.Equal("finished", (await admin.ReadAsync(path)).Read("[data-testid=progress]"));
        Assert.Equal(ConnectionState.Disconnected, (await Node.ConnectionAsync(ids[0])).State);
    }

    [Theory]
    [InlineData("rotate", "Tick the connections that you mean first")]
    [InlineData("delete", null)]
    [InlineData("explode", null)]
    public async Task What_cannot_be_done_to_many_begins_nothing(string deed, string? told)
    {
        using var admin = await Administrator.SignInAsync(Node);
        await ImportAsync(1);

        using var answer = await admin.SubmitAsync(List, ".fleet-panel", ("deed", deed));

        Assert.Equal(told is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, answer.StatusCode);
        if (told is not null)
        {
            Assert.Contains(told, (await Administrator.ParseAsync(answer)).Read("[role=alert]"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Viewer_sees_works_and_can_neither_begin_nor_stop_one()
    {
        var ids = await ImportAsync(1);
        using var admin = await Administrator.SignInAsync(Node);
        var path = await BeginAsync(admin, List, ids, "mail");
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        Assert.Empty((await viewer.ReadAsync(path)).QuerySelectorAll(".main form"));
        Assert.Empty((await viewer.ReadAsync(List)).QuerySelectorAll("input[name=ids], button[name=deed], [data-testid=stop]"));
        Assert.NotEmpty((await viewer.ReadAsync("/admin/bulk")).QuerySelectorAll("[data-testid=work]"));
        await RunAsync();
        Assert.Contains("Mail to users is not set up", (await viewer.ReadAsync(path)).Read("[data-testid=item]"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await viewer.StatusOfAsync($"/admin/bulk/{Guid.CreateVersion7(Node.Now)}"));
    }

    private static async Task<string> BeginAsync(Administrator admin, string list, IEnumerable<Guid> ids, string deed, params (string, string)[] more)
    {
        using var answer = await admin.SubmitAsync(list, ".fleet-panel", [("deed", deed), .. ids.Select(id => ("ids", id.ToString())), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    [Fact]
    public async Task Connection_that_the_database_does_not_take_now_is_put_off_and_has_not_failed()
    {
        var ids = await ImportAsync(1);
        using var admin = await Administrator.SignInAsync(Node);
        var work = await BeginAsync(admin, List, ids, "disconnect");

        await using (await RefusedWrites.BeginAsync(fixture.Database, "connection_events"))
        {
            await RunAsync();
        }

        Assert.NotEqual("finished", (await admin.ReadAsync(work)).Read("[data-testid=progress]"));
        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(ids[0])).State);
    }

    private async Task RunAsync()
    {
        while (await fixture.Runner.RunOnceAsync(Cancelled))
        {
        }
    }

    private async Task<IReadOnlyList<Guid>> ImportAsync(int count) =>
        [.. (await fixture.Api.ImportedIdsAsync([.. await fixture.Simulator.SeedAsync(count)])).Select(Guid.Parse)];
}
