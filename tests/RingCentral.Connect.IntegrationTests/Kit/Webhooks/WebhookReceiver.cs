using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RingCentral.Connect.Client;
using RingCentral.Connect.Client.Webhooks;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Waiting;

namespace RingCentral.Connect.IntegrationTests.Kit.Webhooks;

/// <summary>One request as it came.</summary>
internal sealed record ReceivedWebhook(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public string[] Signatures => Headers["webhook-signature"].Split(' ');

    public JsonElement Json => JsonElement.Parse(Encoding.UTF8.GetString(Body));

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");

    /// <summary>As an app would check it, with the package that it uses.</summary>
    public bool IsGenuine(params string[] secrets) => new WebhookVerifier([.. secrets.Select(secret => new WebhookSecret(secret))])
        .IsGenuine(WebhookHeaders.From(Headers.GetValueOrDefault), Body);
}

/// <summary>A real server that keeps what it is sent, and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly WebApplication _app;
    private bool _isGone;
    private Func<HttpContext, Task> _answer = http => AnswerAsync(http, StatusCodes.Status204NoContent);

    private WebhookReceiver(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    public Uri Address { get; }

    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    public static Task<WebhookReceiver> StartAsync() => StartAsync(LoopbackPort.FindFree(), null);

    /// <summary>Over TLS, with a certificate that nobody has a reason to trust.</summary>
    public static async Task<WebhookReceiver> StartUntrustedAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return await StartAsync(LoopbackPort.FindFree(), X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null));
    }

    private static async Task<WebhookReceiver> StartAsync(int port, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app, new UriBuilder(certificate is null ? "http" : "https", "127.0.0.1", port).Uri);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public void Answer(int status, params (string Name, string Value)[] headers) => _answer = http =>
    {
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        return AnswerAsync(http, status);
    };

    /// <summary>Takes the request and says nothing until the sender has had enough.</summary>
    public void Hang() => _answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);

    public Task<IReadOnlyList<ReceivedWebhook>> ReceiveAsync(int count) => Eventually.GetAsync(() => Task.FromResult(Received), received => received.Count >= count);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGone, true))
        {
            return;
        }

        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _received.Enqueue(new ReceivedWebhook(http.Request.Method, http.Request.Path, headers, body.ToArray()));
        await _answer(http);
    }
}
