using Microsoft.Extensions.DependencyInjection;
using RingCentral.Connect.Client;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>An app that uses the package as its README says.</summary>
internal sealed class App : IAsyncDisposable
{
    private const string RingCentralClient = "ringcentral";

    private readonly ServiceProvider _services;

    private App(ServiceProvider services, RequestGate gate)
    {
        _services = services;
        Gate = gate;
        Tokens = services.GetRequiredService<IRingCentralTokens>();
        RingCentral = services.GetRequiredService<IHttpClientFactory>().CreateClient(RingCentralClient);
    }

    /// <summary>What goes to the service.</summary>
    public RequestGate Gate { get; }

    public IRingCentralTokens Tokens { get; }

    /// <summary>A client whose requests carry tokens.</summary>
    public HttpClient RingCentral { get; }

    public static App Of(
        Uri address,
        string apiKey,
        Action<RingCentralConnectOptions>? change = null,
        TimeProvider? time = null,
        Func<HttpRequestMessage, ConnectionKey?>? choose = null)
    {
        var gate = new RequestGate();
        var services = new ServiceCollection();
        services.AddSingleton(time ?? TimeProvider.System);
        services
            .AddRingCentralConnect(options =>
            {
                options.Address = address;
                options.ApiKey = new ApiKey(apiKey);
                change?.Invoke(options);
            })
            .AddHttpMessageHandler(() => gate);
        services.AddHttpClient(RingCentralClient).AddRingCentralConnectToken(choose);
        return new App(services.BuildServiceProvider(), gate);
    }

    /// <summary>Calls RingCentral for a connection.</summary>
    public async Task<HttpResponseMessage> CallAsync(ConnectionKey connection, string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address).ForConnection(connection);
        return await RingCentral.SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        RingCentral.Dispose();
        await _services.DisposeAsync();
    }
}
