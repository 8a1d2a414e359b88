using RingCentral.Simulator.Api;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Control;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Hosting;

internal static class Composition
{
    public static void AddSimulator(this IServiceCollection services, StartOptions options)
    {
        services.AddRouting();
        services.AddSingleton(new SimulatorClock(TimeProvider.System));
        services.AddSingleton(new SwitchBoard(options.Switches));
        services.AddSingleton(new AppDirectory(options.Apps));
        services.AddSingleton<UserDirectory>().AddSingleton<UserActions>();
        services.AddSingleton<SessionTable>().AddSingleton<SessionStore>().AddSingleton<SessionOpening>();
        services.AddSingleton<Counters>().AddSingleton<RequestLog>().AddSingleton<Recorder>();
        services.AddSingleton<FaultBoard>().AddSingleton<WireFaults>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<Conversation>().AddSingleton<ReplyWriter>();
        services.AddTokens();
        services.AddAuthorize();
        services.AddSingleton<SigningKey>().AddSingleton<IdTokens>().AddSingleton<JwtCredentials>();
        services.AddSingleton<DiscoveryOperation>().AddSingleton<JwksOperation>().AddSingleton<UserInfoOperation>();
        services.AddSingleton<ExtensionOperation>().AddSingleton<AccountOperation>().AddSingleton<RootOperation>();
        services.AddSingleton<WebSocketTokenOperation>().AddSingleton<InitialEntryPoints>().AddSingleton<ExternalEntryPoints>();
        services.AddControl();
    }

    public static void MapServer(this WebApplication app)
    {
        var conversation = app.Services.GetRequiredService<Conversation>();
        app.MapMethods("/restapi/oauth/authorize", ["GET", "POST"], Of<AuthorizeOperation>());
        app.MapPost("/login", Of<SignInOperation>());
        app.MapPost("/consent", Of<ConsentOperation>());
        app.MapPost("/restapi/oauth/token", Of<TokenOperation>());
        app.MapPost("/restapi/oauth/revoke", Of<RevokeOperation>());
        app.MapPost("/restapi/oauth/wstoken", Of<WebSocketTokenOperation>());
        app.MapGet("/restapi/oauth/userinfo", Of<UserInfoOperation>());
        app.MapGet("/restapi/oauth/jwks", Of<JwksOperation>());
        app.MapGet("/.well-known/openid-configuration", Of<DiscoveryOperation>());
        app.MapGet("/.well-known/entry-points/initial", Of<InitialEntryPoints>());
        app.MapGet("/.well-known/entry-points/external", Of<ExternalEntryPoints>());
        app.MapGet("/restapi", Of<RootOperation>());
        app.MapGet("/restapi/v1.0/account/~", Of<AccountOperation>());
        app.MapGet("/restapi/v1.0/account/~/extension/~", Of<ExtensionOperation>());

        RequestDelegate Of<TOperation>()
            where TOperation : Operation
        {
            return conversation.For(app.Services.GetRequiredService<TOperation>());
        }
    }

    private static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<TokenMint>().AddSingleton<TokenFinder>().AddSingleton<TokenReplies>();
        services.AddSingleton<ClientAuthentication>().AddSingleton<ClientAssertion>();
        services.AddSingleton<GrantHandler, AuthorizationCodeGrant>();
        services.AddSingleton<GrantHandler, RefreshTokenGrant>();
        services.AddSingleton<GrantHandler, JwtBearerGrant>();
        services.AddSingleton<RefreshesUnderWay>();
        services.AddSingleton<TokenOperation>().AddSingleton<RevokeOperation>();
    }

    private static void AddAuthorize(this IServiceCollection services)
    {
        services.AddSingleton<CodeBook>().AddSingleton<Callback>().AddSingleton<BrowserSessions>();
        services.AddSingleton<AuthorizeRequestReader>().AddSingleton<AuthorizePages>();
        services.AddSingleton<AuthorizeOperation>().AddSingleton<SignInOperation>().AddSingleton<ConsentOperation>();
    }
}
