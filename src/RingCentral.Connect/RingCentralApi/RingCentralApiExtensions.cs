using System.Net;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Identity;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.RingCentralApi;

/// <summary>The room's registration.</summary>
internal static class RingCentralApiExtensions
{
    /// <summary>
    /// Longest time of one attempt: a claim's deadline of 30 s less 5 s for the commit (DESIGN 5, point 2).
    /// </summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(25);

    private const int LongestReply = 1024 * 1024;

    /// <summary>Adds the clients of RingCentral's token, revocation and identity endpoints.</summary>
    public static IServiceCollection AddRingCentralApi(this IServiceCollection services)
    {
        services.AddOptions<RingCentralOptions>().BindConfiguration(RingCentralOptions.Section).ValidateOnStart();
        services.AddOptions<AuthBudgetOptions>().BindConfiguration(AuthBudgetOptions.Section).ValidateOnStart();
        services.AddSingleton<ServerDirectory>();
        services.AddSingleton<ClientKey>();
        services.AddSingleton<AuthBudgetStore>();
        services.AddSingleton<BudgetWaits>();
        services.AddSingleton<ScopeEvidence>();
        services.AddSingleton<AuthBudget>();
        services.AddTransient<AuthGroupHttp>();
        services.AddHttpClient<RingCentralHttp>(Configure)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // The pool renews its connections itself.
            .RemoveAllLoggers(); // The factory's own loggers write headers, and with them tokens, at Trace.
        services.AddTransient<TokenClient>();
        services.AddTransient<RevocationClient>();
        services.AddTransient<ExtensionClient>();
        return services;
    }

    private static void Configure(HttpClient client)
    {
        client.Timeout = AttemptTimeout;
        client.MaxResponseContentBufferSize = LongestReply;
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent.Value);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false, // A redirect would carry secrets to another origin.
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
