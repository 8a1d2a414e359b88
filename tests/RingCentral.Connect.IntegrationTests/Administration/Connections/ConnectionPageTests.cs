using System.Net;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.IntegrationTests.Api;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration.Connections;

/// <summary>The page of one connection, and everything that an administrator can do there; against the simulator.</summary>
public sealed class ConnectionPageTests(ImpatientFixture fixture) : IClassFixture<ImpatientFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Page_answers_how_the_connection_stands_and_shows_no_token()
    {
        var (id, _) = await ImportAsync();
        var token = (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK)["access_token"];
        await Node.Get<TokenUses>().FlushAsync(Cancelled);
        using var admin = await Administrator.SignInAsync(Node);

        var page = await admin.ReadAsync(Path(id));

        Assert.Equal("Healthy", page.Read("[data-testid=state]"));
        Assert.Contains("Your connection works", page.Read("[data-testid=sentence]"), StringComparison.Ordinal);
        Assert.Contains("We rotate", page.Read("[data-testid=next]"), StringComparison.Ordinal);
        Assert.Contains("Imported", page.Read("[data-testid=timeline]"), StringComparison.Ordinal);
        Assert.Equal("1", page.Read("[data-testid=uses] tbody td").Trim());
        var pair = await Node.StoredPairAsync(id);
        Assert.DoesNotContain(token, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.RefreshToken!.Reveal(), page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_sees_it_all_and_can_change_nothing()
    {
        var (id, _) = await ImportAsync();
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);

        var page = await viewer.ReadAsync(Path(id));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var refused = await viewer.Browser.PostAsync(Path(id), [KeyValuePair.Create("deed", "rotate"), KeyValuePair.Create("__RequestVerificationToken", token)]);

        Assert.Empty(page.QuerySelectorAll("button[name=deed]"));
        Assert.Null(page.QuerySelector("[data-testid=sign-in-link]"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(1, (await Node.SessionAsync(id)).Generation);
    }

    [Fact]
    public async Task Rotating_gives_a_new_pair_and_is_logged()
    {
        var (id, _) = await ImportAsync();

        Assert.Contains("A new token pair is stored", await DoAsync(id, "rotate"), StringComparison.Ordinal);

        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
        await using var context = await Node.ContextAsync();
        var record = await context.AuditRecords.AsNoTracking().SingleAsync(row => row.SubjectId == id.ToString() && row.Action == "connection.rotated", Cancelled);
        Assert.Contains("done", record.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Testing_tells_whether_the_token_works_and_changes_nothing()
    {
        var (id, owner) = await ImportAsync();
        Assert.Contains("accepts the access token", await DoAsync(id, "test"), StringComparison.Ordinal);

        await fixture.Simulator.DoAsync(owner, "end-sessions");

        Assert.Contains("refuses the access token", await DoAsync(id, "test"), StringComparison.Ordinal);
        Assert.Equal((1, ConnectionState.Active), ((await Node.SessionAsync(id)).Generation, (await Node.ConnectionAsync(id)).State));
    }

    [Fact]
    public async Task Checking_takes_a_false_flag_away()
    {
        var (id, _) = await ImportAsync();
        await FlagAsync(id);

        Assert.Contains("the connection is active", await DoAsync(id, "check"), StringComparison.Ordinal);

        Assert.Equal(ConnectionState.Active, (await Node.ConnectionAsync(id)).State);
        Assert.Equal(2, (await Node.SessionAsync(id)).Generation);
    }

    [Fact]
    public async Task Checking_leaves_a_true_flag_without_a_new_incident()
    {
        var (id, owner) = await ImportAsync();
        await fixture.Simulator.DoAsync(owner, "end-sessions");
        Assert.Contains("There is no new token pair", await DoAsync(id, "rotate"), StringComparison.Ordinal);
        var before = (await Node.ConnectionAsync(id), await Node.EventsAsync(id));

        Assert.Contains("Nothing was changed", await DoAsync(id, "check"), StringComparison.Ordinal);

        var after = (Connection: await Node.ConnectionAsync(id), Events: await Node.EventsAsync(id));
        Assert.Equal((ConnectionState.NeedsReauthorization, before.Item1.StateSince, before.Item2.Count), (after.Connection.State, after.Connection.StateSince, after.Events.Count));
        Assert.Null((await Node.SessionAsync(id)).DueAt);
    }

    [Fact]
    public async Task Pausing_and_pinning_hold_until_they_are_taken_back()
    {
        var (id, _) = await ImportAsync();

        await DoAsync(id, "pause");
        await DoAsync(id, "keep_warm");
        Assert.Equal((true, KeepAlivePreference.Warm), ((await Node.ConnectionAsync(id)).Paused, (await Node.ConnectionAsync(id)).KeepAlive));
        (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.Conflict);

        await DoAsync(id, "resume");
        await DoAsync(id, "keep_as_usual");
        Assert.Equal((false, KeepAlivePreference.Default), ((await Node.ConnectionAsync(id)).Paused, (await Node.ConnectionAsync(id)).KeepAlive));
        (await fixture.Api.GetTokenAsync(id.ToString())).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Link_of_a_flagged_connection_leads_to_its_sign_in()
    {
        var (id, _) = await ImportAsync();
        await FlagAsync(id);
        using var admin = await Administrator.SignInAsync(Node);
        var page = await admin.ReadAsync(Path(id));

        using var person = new Browser(Node.Url);
        using var answer = await person.OpenAsync(new Uri(page.QuerySelector("[data-testid=sign-in-link]")!.GetAttribute("value")!).AbsolutePath);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Mail to users is not set up", await DoAsync(id, "mail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowing_another_user_stands_on_the_page_and_in_the_log_until_it_is_taken_back()
    {
        var (id, _) = await ImportAsync();

        Assert.Contains("Another user may connect it within a day", await DoAsync(id, "allow_other"), StringComparison.Ordinal);
        using var admin = await Administrator.SignInAsync(Node);
        var page = await admin.ReadAsync(Path(id));
        Assert.NotNull(page.QuerySelector("button[value=refuse_other]"));
        Assert.Contains("Another user was allowed", page.Read("[data-testid=timeline]"), StringComparison.Ordinal);

        Assert.Contains("Only its own user", await DoAsync(id, "refuse_other"), StringComparison.Ordinal);
        Assert.Null((await Node.ConnectionAsync(id)).OtherUserAllowedUntil);
        await using var context = await Node.ContextAsync();
        var actions = await context.AuditRecords.AsNoTracking().Where(row => row.SubjectId == id.ToString()).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync(Cancelled);
        Assert.Equal(["connection.other_user_allowed", "connection.other_user_refused"], actions);
    }

    [Fact]
    public async Task Ending_it_and_erasing_it()
    {
        var (id, _) = await ImportAsync();

        await DoAsync(id, "disconnect");
        Assert.Null((await Node.SessionAsync(id)).Ciphertext);
        Assert.Contains("ended on", await SentenceAsync(id), StringComparison.Ordinal);

        using var admin = await Administrator.SignInAsync(Node);
        using var deleted = await PostAsync(admin, id, "delete");
        Assert.Equal("/admin/connections", deleted.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusOfAsync(Path(id)));
    }

    [Fact]
    public async Task What_cannot_be_understood_changes_nothing()
    {
        var (id, _) = await ImportAsync();
        using var admin = await Administrator.SignInAsync(Node);

        using var unknown = await PostAsync(admin, id, "explode");

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusOfAsync(Path(Guid.CreateVersion7(Node.Now))));
        Assert.Null((await admin.ReadAsync($"{Path(id)}?deed=explode&result=%3Cb%3E")).QuerySelector("[data-testid=told]"));
    }

    private static string Path(Guid id) => $"/admin/connections/{id}";

    /// <summary>Presses the button and reads what the page says then.</summary>
    private async Task<string> DoAsync(Guid id, string deed)
    {
        using var admin = await Administrator.SignInAsync(Node);
        using var answer = await PostAsync(admin, id, deed);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (await admin.ReadAsync(answer.Headers.Location!.OriginalString)).Read("[data-testid=told]");
    }

    private static Task<HttpResponseMessage> PostAsync(Administrator admin, Guid id, string deed) => admin.SubmitAsync(Path(id), ".deeds form", ("deed", deed));

    private async Task<string> SentenceAsync(Guid id)
    {
        using var admin = await Administrator.SignInAsync(Node);
        return (await admin.ReadAsync(Path(id))).Read("[data-testid=sentence]");
    }

    /// <summary>As if RingCentral had refused it.</summary>
    private Task FlagAsync(Guid id) => fixture.Database.ExecuteAsync(
        $"""
        UPDATE connections SET state = 'needs_reauthorization', reason = 'session_ended', ringcentral_code = 'OAU-213' WHERE id = '{id}';
        UPDATE sessions SET due_at = NULL WHERE connection_id = '{id}'
        """);

    private async Task<(Guid Id, string Owner)> ImportAsync()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        return (Guid.Parse(Assert.Single(await fixture.Api.ImportedIdsAsync([line]))), TestKit.Api.Connections.Member(line, "owner_id"));
    }
}
