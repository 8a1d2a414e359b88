using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Client;
using RingCentral.Connect.Client.Requests;
using RingCentral.Connect.Client.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds tokens of RingCentral Connect to an app.</summary>
public static class RingCentralConnectServiceCollectionExtensions
{
    private const string UserAgent = "RingCentral.Connect.Client";

    /// <summary>Adds <see cref="IRingCentralTokens"/>, set up in code.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets at least the address and the API key.</param>
    /// <returns>The client that speaks with the service, for handlers of your own.</returns>
    public static IHttpClientBuilder AddRingCentralConnect(this IServiceCollection services, Action<RingCentralConnectOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RingCentralConnectOptions>().Configure(configure).ValidateOnStart();
        return services.AddTokens();
    }

    /// <summary>Adds <see cref="IRingCentralTokens"/>, set up by configuration: <c>Address</c>, <c>ApiKey</c>, <c>Patience</c>, …</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">For example <c>configuration.GetSection("RingCentralConnect")</c>.</param>
    /// <returns>The client that speaks with the service, for handlers of your own.</returns>
    public static IHttpClientBuilder AddRingCentralConnect(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RingCentralConnectOptions>().Bind(section).ValidateOnStart();
        return services.AddTokens();
    }

    /// <summary>
    /// Puts the token of a connection on every request of a client. The request says which by <see cref="RingCentralRequest.ForConnection(HttpRequestMessage, Guid)"/>
    /// or <see cref="RingCentralRequest.ForExternalId"/>, else <paramref name="choose"/> does. The token goes to the connection's own server alone; a
    /// client without a base address sends relative addresses there. On 401 the token is reported, and the request made once more if its content can
    /// be sent again (a stream cannot).
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="choose">Chooses the connection of a request that names none.</param>
    /// <returns>The client.</returns>
    public static IHttpClientBuilder AddRingCentralConnectToken(this IHttpClientBuilder builder, Func<HttpRequestMessage, ConnectionKey?>? choose = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .ConfigureHttpClient(client => client.BaseAddress ??= TokenHandler.OwnServer)
            .AddHttpMessageHandler(provider => new TokenHandler(
                provider.GetRequiredService<IRingCentralTokens>(),
                provider.GetRequiredService<IOptions<RingCentralConnectOptions>>(),
                provider.GetRequiredService<ILogger<TokenHandler>>(),
                choose));
    }

    private static IHttpClientBuilder AddTokens(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RingCentralConnectOptions>, RingCentralConnectOptionsValidator>());
        services.TryAddSingleton<TokenRequests>();
        services.TryAddSingleton<IRingCentralTokens, RingCentralTokens>();
        return services.AddHttpClient(TokenRequests.ClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<IOptions<RingCentralConnectOptions>>().Value.RequestTimeout;
                client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
            })
            // A key follows no redirect, and a name is looked up anew now and then: nodes move.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            });
    }
}
