using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MimeKit;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.IntegrationTests.Kit.Webhooks;
using RingCentral.Connect.Sandbox.Mail;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Notifications.Incidents;

/// <summary>As in production: a node for people and apps, one for background work, RingCentral, a mail server, and an app that takes webhooks.</summary>
internal sealed class IncidentScene : IAsyncDisposable
{
    private readonly ConcurrentQueue<TakenMail> _taken = new();
    private readonly TestDatabase _database;
    private readonly SimulatorProcess _simulator;
    private readonly MailServer _mail;

    private IncidentScene(TestDatabase database, SimulatorProcess simulator, WebhookReceiver receiver)
    {
        (_database, _simulator, Receiver) = (database, simulator, receiver);
        _mail = MailServer.Start(new MailServerOptions(), mail =>
        {
            _taken.Enqueue(mail);
            return Task.CompletedTask;
        });
    }

    public ServiceNode Web { get; private set; } = null!;

    public ServiceNode Worker { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    public WebhookReceiver Receiver { get; }

    public string WebhookSecret { get; private set; } = "";

    public SimulatorControl Simulator => _simulator.Control;

    public IReadOnlyList<MimeMessage> Inbox => [.. _taken.Select(mail => MimeMessage.Load(new MemoryStream(mail.Bytes)))];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<IncidentScene> StartAsync(PostgresFixture postgres)
    {
        var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        var scene = new IncidentScene(database, await SimulatorProcess.StartAsync("--access-token-lifetime", "00:00:06"), await WebhookReceiver.StartAsync());
        scene.Web = await scene.NodeAsync(new NodeRoles(Web: true, Jobs: false));
        scene.Worker = await scene.NodeAsync(new NodeRoles(Web: false, Jobs: true), $"--Connect:PublicUrl={scene.Web.Url.GetLeftPart(UriPartial.Authority)}");
        await Task.WhenAll(scene.Web.StartAsync(), scene.Worker.StartAsync());
        scene.Api = await scene.Web.CreateApiClientAsync();
        await scene.TakeWebhooksAsync();
        return scene;
    }

    /// <summary>Connects somebody; the connection's id.</summary>
    public async Task<string> ConnectAsync(string ownerId)
    {
        using var api = new RawApi(Web.Url) { Authorization = "Bearer " + Api.Key };
        using var browser = new Browser(Web.Url);
        var (_, path) = await ConnectSessionFixture.InviteAsync(api, new { external_id = "first-refused" });
        return (await browser.ConnectedAsync(await browser.ConsentAsync(Simulator, ownerId, $"{path}/start")))!;
    }

    /// <summary>When RingCentral first refused to renew somebody's session.</summary>
    public async Task<DateTimeOffset> FirstRefusedAsync(string ownerId)
    {
        var refused = await Eventually.GetAsync(() => RefusalsAsync(ownerId), times => times.Count > 0, what: "a refresh was refused");
        return refused[0];
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Web.DisposeAsync();
        await Worker.DisposeAsync();
        await _mail.DisposeAsync();
        await Receiver.DisposeAsync();
        await _simulator.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<ServiceNode> NodeAsync(NodeRoles roles, params string[] settings) => ServiceNode.BuildAsync(_database, _simulator.Url, roles, [
        "--Smtp:Host=127.0.0.1", $"--Smtp:Port={_mail.Port.ToString(CultureInfo.InvariantCulture)}", "--Smtp:Security=None", "--Smtp:From=connections@fernway.example",
        "--Branding:AppName=Fernway Desk", "--Webhooks:AllowPrivateAddresses=true", "--KeepAlive:Mode=Warm", .. settings]);

    private async Task TakeWebhooksAsync()
    {
        using var api = new RawApi(Web.Url) { Authorization = "Bearer " + Api.Key };
        var body = JsonSerializer.Serialize(new { url = Receiver.Address, events = new[] { "connection.reauthorization_required", "connection.reconnected" } });
        WebhookSecret = (await api.SendAsync(HttpMethod.Post, "webhook-endpoints", body)).MustBe(201).Json.GetProperty("secret").GetString()!;
    }

    private async Task<List<DateTimeOffset>> RefusalsAsync(string ownerId) =>
    [
        .. (await Simulator.RequestsAsync($"?owner_id={ownerId}&path=/restapi/oauth/token")).GetProperty("data").EnumerateArray()
            .Where(request => request.GetProperty("grant").GetString() == "refresh_token" && request.TryGetProperty("error_code", out var code) && code.ValueKind == JsonValueKind.String)
            .Select(request => request.GetProperty("time").GetDateTimeOffset()),
    ];
}
