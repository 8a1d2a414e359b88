using Hangfire.Server;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore.Diagnostics;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Administration.Bulk;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Administration.Dashboard;
using RingCentral.Connect.Administration.Live;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Administration.Settings;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Administration.SignIn.OpenIdConnect;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Administration;

/// <summary>The room's registration.</summary>
internal static class AdministrationExtensions
{
    /// <summary>Adds administrators' sign-in, policies and queries.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">Says whether there is a provider to sign in at.</param>
    public static IServiceCollection AddAdministration(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<FleetQueries>();
        services.AddSingleton<RotationHistory>();
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<ConnectionSheet>();
        services.AddSingleton<ConnectionFiles>();
        services.AddSingleton<ConnectionDeeds>();
        services.AddSingleton<BulkWorks>();
        services.AddSingleton<BulkSelection>();
        services.AddSingleton<SettingsReader>();
        services.AddSignInLinks();
        services.AddAudit();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<AdminSessions>();
        services.AddSingleton<AdminCookie>();
        services.AddSingleton<SignInProblems>();
        services.AddAuthentication().AddCookie(AdminPolicies.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(AdminPolicies.Scheme).Configure<PublicAddress>(AdminCookie.Configure);
        AdminPolicies.Add(services.AddAuthorizationBuilder());
        return services.AddProvider(configuration);
    }

    /// <summary>Adds the background work of administrators, for nodes with background work.</summary>
    public static IServiceCollection AddAdministrationJobs(this IServiceCollection services) =>
        services.AddSingleton<BulkRunner>().AddSingleton<IBackgroundProcess, BulkProcess>();

    /// <summary>Maps the endpoints that are no pages.</summary>
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        routes.MapProvider();
        LiveEndpoint.Map(routes);
        ConnectionSheet.Map(routes);
    }

    /// <summary>Adds sign-in links alone, for commands.</summary>
    public static IServiceCollection AddSignInLinks(this IServiceCollection services) => services.AddSingleton<SignInLinks>();

    /// <summary>Adds the audit log alone, for commands.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditLog>().AddSingleton<IInterceptor, ChangeRecorder>();
}
