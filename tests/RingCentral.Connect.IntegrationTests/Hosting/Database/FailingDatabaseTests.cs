using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.KeepAlive.Alarms;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Database;

/// <summary>A database that fails for a moment: whoever depends on it must see that it was the database, and not something of ours.</summary>
public sealed class FailingDatabaseTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task What_the_database_says_is_thrown_as_it_is()
    {
        var id = await Node.AddAsync();
        await using var context = await Node.ContextAsync();
        var connection = await context.Connections.SingleAsync(row => row.Id == id, Cancelled);
        await using var refused = await RefusedWrites.BeginAsync(fixture.Database, "connections");

        var ofStatement = await Assert.ThrowsAsync<PostgresException>(
            () => context.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.Revision, 7), Cancelled));
        connection.Revision++;
        var ofChanges = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancelled));

        Assert.True(ofStatement.IsTransient);
        Assert.IsType<PostgresException>(ofChanges.InnerException);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_that_cannot_be_stored_now_is_answered_with_when_to_ask_again(bool atCommit)
    {
        var id = (await fixture.Api.ImportedIdsAsync([.. await fixture.Simulator.SeedAsync(1)]))[0];
        var change = new { metadata = new { plan = "gold" } };
        await using (await RefusedWrites.BeginAsync(fixture.Database, "connection_events", atCommit))
        {
            var refused = await fixture.Api.PatchConnectionAsync(id, change);

            refused.MustBeProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
            Assert.NotNull(refused.RetryAfter);
        }

        (await fixture.Api.PatchConnectionAsync(id, change)).MustBe(HttpStatusCode.OK);
    }

    /// <summary>A connection that ends while a savepoint is released is an error that EF Core keeps to itself.</summary>
    [Fact]
    public async Task Changes_are_sent_without_savepoints()
    {
        for (var use = 0; use < 2; use++)
        {
            await using var context = await Node.ContextAsync();
            Assert.False(context.Database.AutoSavepointsEnabled);
        }
    }

    /// <summary>An exception that leaves background work ends its node.</summary>
    [Fact]
    public async Task Alarms_are_looked_after_again_when_they_could_not_be_read()
    {
        await using var jobs = await ServiceNode.BuildAsync(fixture.Database, fixture.RingCentral, new(Web: false, Jobs: true));
        await fixture.Database.ExecuteAsync(
            """
            ALTER TABLE alarms RENAME TO alarms_kept;
            CREATE FUNCTION not_now() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '40001'; END $$;
            CREATE VIEW alarms AS SELECT alarms_kept.* FROM (SELECT not_now() AS now OFFSET 0) AS asked LEFT JOIN alarms_kept ON now
            """);
        try
        {
            Assert.True((await Assert.ThrowsAsync<PostgresException>(() => jobs.Get<AlarmBook>().OpenAsync(Cancelled))).IsTransient);

            await jobs.Background<AlarmWatch>().LookAsync(Cancelled);
        }
        finally
        {
            await fixture.Database.ExecuteAsync("DROP VIEW alarms; DROP FUNCTION not_now(); ALTER TABLE alarms_kept RENAME TO alarms");
        }
    }
}
