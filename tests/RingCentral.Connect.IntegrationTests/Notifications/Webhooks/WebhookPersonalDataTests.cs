using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.KeepAlive.Rollups;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>What is kept of persons, and of secrets.</summary>
public sealed class WebhookPersonalDataTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ServiceNode Node => fixture.Node;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Person_who_is_forgotten_is_forgotten_in_the_log_and_in_what_waits()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(500);
        var id = await Node.AddQuietAsync();
        await Node.TellAsync(id, 1, EventTypes.Recovered);
        var before = await hook.LatestAsync("pending", 1, "refused");
        Assert.Contains("Ines Castellan", before.GetProperty("payload").GetRawText(), StringComparison.Ordinal);

        await using (var context = await Node.ContextAsync())
        {
            await context.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.EventSequence, 1), Cancelled);
        }

        (await fixture.Api.SendAsync(HttpMethod.Delete, $"connections/{id}")).MustBe(204);
        await Eventually.TrueAsync(async () => (await hook.RowsAsync()).Count == 2);
        hook.Receiver.Answer(200);
        await hook.HurryAsync();
        await Eventually.TrueAsync(async () => (await hook.RowsAsync()).All(row => row.DeliveredAt is not null));

        var rows = await hook.RowsAsync();
        Assert.All(rows, row => Assert.DoesNotContain("Castellan", row.Payload, StringComparison.Ordinal));
        var data = rows.Select(row => JsonElement.Parse(row.Payload).GetProperty("data")).ToList();
        Assert.All(data, one => Assert.Equal(
            (id, JsonValueKind.Null, JsonValueKind.Null),
            (one.GetProperty("connection_id").GetGuid(), one.GetProperty("external_id").ValueKind, one.GetProperty("owner").ValueKind)));

        // At least once: a slow machine may be sent it twice.
        var deleted = hook.Receiver.Received.Where(webhook => webhook.Type == "connection.deleted").ToList();
        Assert.NotEmpty(deleted);
        Assert.All(deleted, webhook => Assert.Equal((2, JsonValueKind.Null), (webhook.Data.GetProperty("sequence").GetInt32(), webhook.Data.GetProperty("state").ValueKind)));
        Assert.All(hook.Receiver.Received, webhook => Assert.True(webhook.IsGenuine(hook.Secret)));
    }

    [Fact]
    public async Task Retention_forgets_what_was_sent_and_leaves_what_is_still_to_be()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        (await hook.PostAsync("test")).MustBe(202);
        (await hook.PostAsync("test")).MustBe(202);
        await Eventually.TrueAsync(async () => (await hook.RowsAsync()).All(row => row.DeliveredAt is not null));
        hook.Receiver.Answer(500);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.LatestAsync("pending", 1, "refused");
        var rows = await hook.RowsAsync();
        await AgeAsync(rows[0].Id, TimeSpan.FromDays(31));
        await AgeAsync(rows[2].Id, TimeSpan.FromDays(31));

        await new RetentionJob(Node.Get<NpgsqlDataSource>(), Options.Create(new RetentionOptions()), Node.Get<TimeProvider>()).RunAsync(Cancelled);

        Assert.Equal([rows[1].Id, rows[2].Id], (await hook.RowsAsync()).Select(row => row.Id));
    }

    [Fact]
    public async Task Secret_stands_neither_in_the_database_nor_in_a_log()
    {
        using var logs = new LogCollector();
        await using var node = await fixture.NodeAsync(
            jobs: true, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:System.Net.Http.HttpClient=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace", "--Logging:Console:LogLevel:Default=None");
        node.Get<ILoggerFactory>().AddProvider(logs);
        await node.StartAsync();
        using var api = new RawApi(node.Url) { Authorization = fixture.Api.Authorization };
        await using var hook = await Hook.CreateAsync(fixture);

        var fresh = (await api.SendAsync(HttpMethod.Post, $"{hook.Path}/rotate-secret", headers: ("Idempotency-Key", hook.Id.ToString()))).MustBe(200).Json.GetProperty("secret").GetString()!;
        for (var i = 0; i < 20; i++)
        {
            (await api.SendAsync(HttpMethod.Post, $"{hook.Path}/test")).MustBe(202);
        }

        var received = await hook.Receiver.ReceiveAsync(20);
        Assert.All(received, webhook => Assert.True(webhook.IsGenuine(fresh)));
        Assert.NotEmpty(logs.Entries);
        string[] secrets = [fresh, hook.Secret, .. new[] { fresh, hook.Secret }.Select(secret => secret["whsec_".Length..]), .. received.SelectMany(webhook => webhook.Signatures)];
        Assert.DoesNotContain(logs.Entries, entry => secrets.Any(secret => entry.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(logs.Entries, entry => entry.Contains("for=test", StringComparison.Ordinal) && !entry.Contains("EntityFrameworkCore", StringComparison.Ordinal));
        await using var context = await Node.ContextAsync();
        var row = await context.WebhookEndpoints.AsNoTracking().SingleAsync(endpoint => endpoint.Id == hook.Id, Cancelled);
        Assert.All(new[] { fresh, hook.Secret }, secret => Assert.True(row.Secret.AsSpan().IndexOf(Convert.FromBase64String(secret["whsec_".Length..])) < 0));
        Assert.NotEqual(row.Secret, row.PreviousSecret);
    }

    private async Task AgeAsync(Guid id, TimeSpan by)
    {
        await using var context = await Node.ContextAsync();
        await context.WebhookDeliveries.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.CreatedAt, row => row.CreatedAt - by), Cancelled);
    }
}
