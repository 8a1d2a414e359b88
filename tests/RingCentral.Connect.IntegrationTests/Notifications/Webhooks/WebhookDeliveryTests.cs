using System.Text.Json;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Webhooks;

/// <summary>From an event to a real server: what arrives, and what is repeated.</summary>
public sealed class WebhookDeliveryTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private static readonly string[] Members =
        ["connection_id", "external_id", "owner", "reason", "reconnect_url", "ringcentral_code", "sequence", "session_expires_at", "since", "state"];

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Event_arrives_signed_and_once()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        var id = await Node.AddQuietAsync();
        (await fixture.Api.SendAsync(HttpMethod.Post, $"connections/{id}/disconnect")).MustBe(200);

        var webhook = Assert.Single(await hook.Receiver.ReceiveAsync(1));
        var settled = await hook.LatestAsync("delivered", 1, null);

        Assert.True(webhook.IsGenuine(hook.Secret));
        Assert.Equal(("POST", "/hook", "application/json"), (webhook.Method, webhook.Path, webhook.Headers["Content-Type"]));
        Assert.Equal((WebhookSender.UserAgent, webhook.Id), (webhook.Headers["User-Agent"], settled.GetProperty("id").GetString()));
        Assert.StartsWith("RingCentral-Connect-Webhooks/", WebhookSender.UserAgent, StringComparison.Ordinal);
        Assert.False(webhook.Headers.ContainsKey("traceparent"));
        Assert.Equal(
            ("connection.disconnected", id, 1, "disconnected", JsonValueKind.Null),
            (webhook.Type, webhook.Data.GetProperty("connection_id").GetGuid(), webhook.Data.GetProperty("sequence").GetInt32(), webhook.Data.GetProperty("state").GetString(), webhook.Data.GetProperty("reconnect_url").ValueKind));
        Assert.Equal(["data", "timestamp", "type"], webhook.Json.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Members, webhook.Data.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("17", "Ines Castellan"), (webhook.Data.GetProperty("owner").GetProperty("id").GetString(), webhook.Data.GetProperty("owner").GetProperty("name").GetString()));
        Assert.Equal((204, JsonValueKind.Null), (settled.GetProperty("last_response_code").GetInt32(), settled.GetProperty("next_attempt_at").ValueKind));
        Assert.Equal(webhook.Json.GetRawText(), settled.GetProperty("payload").GetRawText());
    }

    [Fact]
    public async Task Reauthorization_comes_with_the_link_that_ends_it()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        var since = Node.Now;
        var id = await Node.AddQuietAsync(connection => (connection.State, connection.StateSince, connection.Reason) = (ConnectionState.NeedsReauthorization, since, StateReason.TokenRevoked));
        await Node.TellAsync(id, 1, EventTypes.ReauthorizationRequired, ("token_revoked", "OAU-211"));

        var data = Assert.Single(await hook.Receiver.ReceiveAsync(1)).Data;
        using var browser = new Browser(Node.Url);
        var page = await browser.LandAsync(new Uri(data.GetProperty("reconnect_url").GetString()!));

        Assert.Equal(
            ("needs_reauthorization", "token_revoked", "OAU-211"),
            (data.GetProperty("state").GetString(), data.GetProperty("reason").GetString(), data.GetProperty("ringcentral_code").GetString()));
        Assert.Contains("/start", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/reconnect/", Assert.Single(await hook.RowsAsync()).Payload, StringComparison.Ordinal);
        Assert.Contains("/reconnect/", Assert.Single(await hook.LogAsync()).GetProperty("payload").GetProperty("data").GetProperty("reconnect_url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_gets_what_it_asks_for_and_never_what_is_history_alone()
    {
        await using var all = await Hook.CreateAsync(fixture);
        await using var some = await Hook.CreateAsync(fixture, EventTypes.Recovered, EventTypes.Expiring);
        var id = await Node.AddQuietAsync();
        var types = typeof(EventTypes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        for (var i = 0; i < types.Count; i++)
        {
            await Node.TellAsync(id, i + 1, types[i]);
        }

        var received = await all.Receiver.ReceiveAsync(9);
        Assert.Equal(
            ["connection.at_risk", "connection.blocked", "connection.connected", "connection.deleted", "connection.disconnected", "connection.expiring", "connection.reauthorization_required", "connection.reconnected", "connection.recovered"],
            received.Select(webhook => webhook.Type).Order(StringComparer.Ordinal));
        Assert.All(received, webhook => Assert.Equal(types[webhook.Data.GetProperty("sequence").GetInt32() - 1], webhook.Type));
        Assert.Equal(["connection.expiring", "connection.recovered"], (await some.Receiver.ReceiveAsync(2)).Select(webhook => webhook.Type).Order(StringComparer.Ordinal));
        Assert.Equal((9, 2), ((await all.RowsAsync()).Count, (await some.RowsAsync()).Count));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task What_is_refused_is_sent_again_under_the_same_id(int status)
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(status);
        (await hook.PostAsync("test")).MustBe(202);
        var failed = await hook.LatestAsync("pending", 1, "refused");
        var wait = failed.GetProperty("next_attempt_at").GetDateTimeOffset() - Node.Now;
        var isFailing = (await hook.GetAsync()).GetProperty("failing_since").ValueKind;

        hook.Receiver.Answer(200);
        await hook.HurryAsync();
        await hook.LatestAsync("delivered", 2, null);

        Assert.Equal((status, JsonValueKind.String), (failed.GetProperty("last_response_code").GetInt32(), isFailing));
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        var received = hook.Receiver.Received;
        Assert.Equal((2, 1), (received.Count, received.Select(webhook => webhook.Id).Distinct().Count()));
        Assert.All(received, webhook => Assert.True(webhook.IsGenuine(hook.Secret)));
        Assert.Equal(received[0].Body, received[1].Body);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), ((await hook.GetAsync()).GetProperty("failing_since").ValueKind, (await hook.GetAsync()).GetProperty("last_succeeded_at").ValueKind));
    }

    [Fact]
    public async Task First_repetition_comes_by_itself()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(503);
        (await hook.PostAsync("test")).MustBe(202);
        await hook.Receiver.ReceiveAsync(1);
        hook.Receiver.Answer(200);

        await hook.LatestAsync("delivered", 2, null);
    }

    [Fact]
    public async Task Endpoint_that_hangs_is_given_up_and_asked_again()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Hang();
        (await hook.PostAsync("test")).MustBe(202);

        var failed = await hook.LatestAsync("pending", 1, "timeout");
        hook.Receiver.Answer(200);
        await hook.HurryAsync();
        await hook.LatestAsync("delivered", 2, null);

        Assert.Equal(JsonValueKind.Null, failed.GetProperty("last_response_code").ValueKind);
        Assert.InRange(failed.GetProperty("last_duration_ms").GetInt32(), 1_900, 10_000);
    }

    [Fact]
    public async Task Endpoint_that_hangs_does_not_hold_up_others()
    {
        await using var stuck = await Hook.CreateAsync(fixture, EventTypes.Recovered);
        stuck.Receiver.Hang();
        var id = await Node.AddQuietAsync();
        await Node.TellAsync(id, [.. Enumerable.Range(1, 100).Select(_ => EventTypes.Recovered)]);
        await stuck.Receiver.ReceiveAsync(1);

        await using var well = await Hook.CreateAsync(fixture);
        var started = Node.Now;
        (await well.PostAsync("test")).MustBe(202);
        await well.LatestAsync("delivered", 1, null);

        Assert.InRange(Node.Now - started, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(stuck.Receiver.Received.Count, 1, DeliveryQueue.PlacesOfEndpoint + 10);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var elsewhere = await WebhookReceiver.StartAsync();
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(307, ("Location", elsewhere.Address.ToString()));
        (await hook.PostAsync("test")).MustBe(202);

        var failed = await hook.LatestAsync("pending", 1, "redirect_not_followed");

        Assert.Equal(307, failed.GetProperty("last_response_code").GetInt32());
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Endpoint_that_asks_for_time_gets_it()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        hook.Receiver.Answer(503, ("Retry-After", "3600"));
        (await hook.PostAsync("test")).MustBe(202);

        var failed = await hook.LatestAsync("pending", 1, "refused");

        Assert.InRange(failed.GetProperty("next_attempt_at").GetDateTimeOffset() - Node.Now, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
    }

    [Fact]
    public async Task Server_that_is_not_there_is_named_in_the_log()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        await hook.Receiver.DisposeAsync();
        (await hook.PostAsync("test")).MustBe(202);

        await hook.LatestAsync("pending", 1, "connection_failed");
    }

    [Fact]
    public async Task Both_secrets_sign_while_one_is_being_changed()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        var rotated = (await hook.PostAsync("rotate-secret")).MustBe(200).Json;
        var fresh = rotated.GetProperty("secret").GetString()!;
        (await hook.PostAsync("test")).MustBe(202);
        var during = Assert.Single(await hook.Receiver.ReceiveAsync(1));

        await hook.ChangeAsync(endpoint => endpoint.PreviousSecretUntil = Node.Now);
        (await hook.PostAsync("test")).MustBe(202);
        var after = (await hook.Receiver.ReceiveAsync(2))[1];

        Assert.InRange(rotated.GetProperty("old_secret_expires_at").GetDateTimeOffset() - Node.Now, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        Assert.Equal((2, true, true), (during.Signatures.Length, during.IsGenuine(hook.Secret), during.IsGenuine(fresh)));
        Assert.Equal((1, false, true), (after.Signatures.Length, after.IsGenuine(hook.Secret), after.IsGenuine(fresh)));
        Assert.Equal(JsonValueKind.Null, (await hook.GetAsync()).GetProperty("old_secret_expires_at").ValueKind);
    }

    [Fact]
    public async Task Delivery_is_repeated_on_demand_under_its_id()
    {
        await using var hook = await Hook.CreateAsync(fixture);
        (await hook.PostAsync("test")).MustBe(202);
        var first = await hook.LatestAsync("delivered", 1, null);

        (await hook.PostAsync($"deliveries/{first.GetProperty("id").GetString()}/redeliver")).MustBe(202);

        var received = await hook.Receiver.ReceiveAsync(2);
        await hook.LatestAsync("delivered", 1, null);
        Assert.Equal(received[0].Id, received[1].Id);
        Assert.Single(await hook.LogAsync());
    }

    [Fact]
    public async Task Test_is_sent_whatever_the_endpoint_asks_for()
    {
        await using var hook = await Hook.CreateAsync(fixture, EventTypes.Deleted);
        var queued = (await hook.PostAsync("test")).MustBe(202).Json;

        var webhook = Assert.Single(await hook.Receiver.ReceiveAsync(1));

        Assert.True(webhook.IsGenuine(hook.Secret));
        Assert.Equal((queued.GetProperty("id").GetString(), "test", hook.Id), (webhook.Id, webhook.Type, webhook.Data.GetProperty("endpoint_id").GetGuid()));
    }
}
