using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Kit.Webhooks;

/// <summary>An endpoint of a test's own, made through the API, with the server behind it. It is deleted with the test, so that tests do not see each other's events.</summary>
internal sealed class Hook : IAsyncDisposable
{
    private readonly WebhookFixture _fixture;

    private Hook(WebhookFixture fixture, WebhookReceiver receiver, JsonElement made)
    {
        _fixture = fixture;
        Receiver = receiver;
        Id = made.GetProperty("id").GetGuid();
        Secret = made.GetProperty("secret").GetString()!;
    }

    public WebhookReceiver Receiver { get; }

    public Guid Id { get; }

    public string Secret { get; }

    public string Path => $"webhook-endpoints/{Id}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Hook> CreateAsync(WebhookFixture fixture, params string[] events)
    {
        var receiver = await WebhookReceiver.StartAsync();
        var body = JsonSerializer.Serialize(new { url = new Uri(receiver.Address, "/hook?for=test"), events });
        return new Hook(fixture, receiver, (await fixture.Api.SendAsync(HttpMethod.Post, "webhook-endpoints", body)).MustBe(201).Json);
    }

    public Task<RawAnswer> PostAsync(string path, string? body = null) => _fixture.Api.SendAsync(HttpMethod.Post, $"{Path}/{path}", body);

    public async Task<JsonElement> GetAsync() => (await _fixture.Api.GetAsync(Path)).MustBe(200).Json;

    /// <summary>Through the API, latest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync() => [.. (await _fixture.Api.GetAsync($"{Path}/deliveries")).MustBe(200).Json.GetProperty("data").EnumerateArray()];

    /// <summary>The latest delivery once it has settled so.</summary>
    public Task<JsonElement> LatestAsync(string status, int attempts, string? error) => Eventually.GetAsync(
        async () => (await LogAsync())[0],
        latest => latest.GetProperty("status").GetString() == status && latest.GetProperty("attempts").GetInt32() == attempts && latest.GetProperty("last_error").GetString() == error);

    public async Task<IReadOnlyList<WebhookDelivery>> RowsAsync()
    {
        await using var context = await _fixture.Node.ContextAsync();
        return await context.WebhookDeliveries.AsNoTracking().Where(row => row.EndpointId == Id).OrderBy(row => row.Id).ToListAsync(Cancelled);
    }

    public async Task ChangeAsync(Action<WebhookEndpoint> change)
    {
        await using var context = await _fixture.Node.ContextAsync();
        change(await context.WebhookEndpoints.SingleAsync(row => row.Id == Id, Cancelled));
        await context.SaveChangesAsync(Cancelled);
    }

    public async Task ChangeDeliveriesAsync(Action<WebhookDelivery> change)
    {
        await using var context = await _fixture.Node.ContextAsync();
        var rows = await context.WebhookDeliveries.Where(row => row.EndpointId == Id).ToListAsync(Cancelled);
        rows.ForEach(change);
        await context.SaveChangesAsync(Cancelled);
    }

    /// <summary>What waits to be sent again need not wait any longer.</summary>
    public async Task HurryAsync()
    {
        var now = _fixture.Node.Now;
        await using var context = await _fixture.Node.ContextAsync();
        await context.WebhookDeliveries.Where(row => row.EndpointId == Id && row.LeaseId == null && row.NextAttemptAt != null)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.NextAttemptAt, now), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.Api.SendAsync(HttpMethod.Delete, Path);
        await Receiver.DisposeAsync();
    }
}
