using Microsoft.AspNetCore.Authentication;
using RingCentral.Connect.Api.Connections;
using RingCentral.Connect.Api.ConnectSessions;
using RingCentral.Connect.Api.Description;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Events;
using RingCentral.Connect.Api.Idempotency;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Api.Tokens;
using RingCentral.Connect.Api.Webhooks;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api;

/// <summary>The room's registration and routes.</summary>
internal static class ApiExtensions
{
    /// <summary>What every call begins with.</summary>
    public const string Root = "/api/v1";

    /// <summary>Adds the HTTP API.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<TokenApiOptions>().BindConfiguration(TokenApiOptions.Section).ValidateOnStart();
        services.AddApiKeys();
        services.AddApiDescription();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<KeyAllowance>();
        services.AddSingleton<KeyGuard>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<INotedUses>(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton<TokenUses>();
        services.AddSingleton<INotedUses>(provider => provider.GetRequiredService<TokenUses>());
        services.AddSingleton<WarmReads>();
        services.AddSingleton<TokenEndpoints>();
        services.AddSingleton<ConnectionEndpoints>();
        services.AddSingleton<TokenRejectionEndpoint>();
        services.AddSingleton<ConnectionActions>();
        services.AddSingleton<ConnectionListEndpoint>();
        services.AddSingleton<EventEndpoint>();
        services.AddSingleton<AnswerProtector>();
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<ImportEndpoint>();
        services.AddSingleton<JwtEndpoint>();
        services.AddSingleton<ConnectSessionEndpoint>();
        services.AddSingleton<CompletionEndpoints>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<WebhookDeliveries>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.SchemeName, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScopes.All)
        {
            authorization.AddPolicy(scope, policy => policy
                .AddAuthenticationSchemes(ApiKeyAuthenticationHandler.SchemeName)
                .RequireAuthenticatedUser()
                .RequireClaim(ApiKeyAuthenticationHandler.ScopeClaim, scope));
        }

        return services;
    }

    /// <summary>Adds the keys alone, for commands.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services) =>
        services.AddSingleton<UnknownKeys>().AddSingleton<KnownKeys>().AddSingleton<ApiKeys>();

    /// <summary>Answers requests for tokens that are at hand before anything else is made ready.</summary>
    public static void UseWarmReads(this IApplicationBuilder app) => app.Use(app.ApplicationServices.GetRequiredService<WarmReads>().AnswerAsync);

    /// <summary>Whether a request is for the API, which answers its own problems and is not looked at in a browser.</summary>
    public static bool IsForApi(this HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Maps the HTTP API. Everything under it is <c>no-store</c>, and no page answers there.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        // Those that come by the thousand have a guard of their own.
        TokenEndpoints.Map(routes.MapGroup(Root));

        var group = routes.MapGroup(Root).WithMetadata(new ApiLimits());
        group.AddEndpointFilter(new KeyAllowanceFilter(routes.ServiceProvider.GetRequiredService<KeyAllowance>()));
        ConnectionEndpoints.Map(group);
        TokenRejectionEndpoint.Map(group);
        ConnectionActions.Map(group);
        ConnectionListEndpoint.Map(group);
        EventEndpoint.Map(group);
        ImportEndpoint.Map(group);
        JwtEndpoint.Map(group);
        ConnectSessionEndpoint.Map(group);
        CompletionEndpoints.Map(group);
        MapWebhooks(group);
        routes.MapApiDescription();
        routes.MapFallback("/api/{**path}", () => new ApiProblem
        {
            Status = StatusCodes.Status404NotFound,
            Code = ProblemCodes.NotFound,
            Title = "No such call",
            Detail = "There is no call with this address and method.",
        }).AllowAnonymous();
    }

    private static void MapWebhooks(IEndpointRouteBuilder group)
    {
        var webhooks = group.MapGroup("");
        webhooks.AddEndpointFilter(new WholeFleetFilter());
        WebhookEndpoints.Map(webhooks);
        WebhookDeliveries.Map(webhooks);
    }
}
