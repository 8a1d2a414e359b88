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
using RingCentral.Simulator.State;
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
        if (options.StateFolder is { } folder)
        {
            services.AddState(options, folder);
        }
    }

    public static void MapServer(this WebApplication app)
    {
        var conversation = app.Services.GetRequiredService<Conversation>();
        Map<AuthorizeOperation>("/restapi/oauth/authorize", "GET", "POST");
        Map<SignInOperation>("/login", "POST");
        Map<ConsentOperation>("/consent", "POST");
        Map<TokenOperation>("/restapi/oauth/token", "POST");
        Map<RevokeOperation>("/restapi/oauth/revoke", "POST");
        Map<WebSocketTokenOperation>("/restapi/oauth/wstoken", "POST");
        Map<UserInfoOperation>("/restapi/oauth/userinfo", "GET");
        Map<JwksOperation>("/restapi/oauth/jwks", "GET");
        Map<DiscoveryOperation>("/.well-known/openid-configuration", "GET");
        Map<InitialEntryPoints>("/.well-known/entry-points/initial", "GET");
        Map<ExternalEntryPoints>("/.well-known/entry-points/external", "GET");
        Map<RootOperation>("/restapi", "GET");
        Map<AccountOperation>("/restapi/v1.0/account/~", "GET");
        Map<ExtensionOperation>("/restapi/v1.0/account/~/extension/~", "GET");

        void Map<TOperation>(string path, params string[] methods)
            where TOperation : Operation
        {
            app.MapMethods(path, methods, conversation.For(path, app.Services.GetRequiredService<TOperation>()));
        }
    }

    private static void AddState(this IServiceCollection services, StartOptions options, string folder)
    {
        services.AddSingleton(options).AddSingleton(_ => new StateFolder(folder));
        services.AddSingleton<KeysPart>().AddSingleton<SettingsPart>().AddSingleton<UsersPart>();
        services.AddSingleton<Snapshot>().AddSingleton<Recollection>().AddSingleton<Memory>();
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
