using Hangfire;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Api;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.Doctor;
using RingCentral.Connect.Hosting.Health;
using RingCentral.Connect.Hosting.Http;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.Telemetry;
using RingCentral.Connect.KeepAlive;
using RingCentral.Connect.KeepAlive.Nodes;
using RingCentral.Connect.Notifications;
using RingCentral.Connect.Notifications.Mail;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Pages;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault;

namespace RingCentral.Connect.Hosting;

/// <summary>The service's table of contents.</summary>
internal static class ConnectApplication
{
    /// <summary>Builds the service.</summary>
    /// <param name="settings">Settings from the command line.</param>
    /// <param name="roles">What this node does.</param>
    public static WebApplication Build(string[] settings, NodeRoles roles)
    {
        var builder = ConnectBuilder.Create(settings);
        builder.AddConnect(roles);
        var app = builder.Build();
        app.UseConnect(roles);
        return app;
    }

    /// <summary>Builds what a node has, with its checks beside it, and starts and maps nothing. It writes no log: the findings are the result.</summary>
    /// <param name="settings">Settings from the command line.</param>
    public static WebApplication BuildForDoctor(string[] settings)
    {
        var builder = ConnectBuilder.Create(settings);
        builder.AddConnect(new NodeRoles(Web: true, Jobs: true));
        builder.Services.AddDoctor();
        builder.Logging.ClearProviders();
        return builder.Build();
    }

    private static void AddConnect(this WebApplicationBuilder builder, NodeRoles roles)
    {
        var services = builder.Services;
        services.AddSingleton(typeof(IValidateOptions<>), typeof(SectionValidator<>));
        services.AddDatabase();
        services.AddHostedService<ClockSampler>();
        services.AddKeyRing(builder.Configuration, builder.Environment);
        services.AddRingCentralApi();
        services.AddBehindSchemaGate(_ => builder.AddRooms(roles));
        services.AddHealth();
        services.AddOptions<HostingOptions>().BindConfiguration(HostingOptions.Section).ValidateOnStart();
        services.AddPageAllowance();
        services.AddExceptionHandler<Failures>();
        builder.AddTelemetry();
        builder.Logging.AddQuietly();
        builder.WebHost.UseStaticWebAssets();
        builder.ListenInternally();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));

        // Longer than one ask and its commit, and than Hangfire's own shutdown.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = KeepAliveExtensions.ShutdownTimeout + TimeSpan.FromSeconds(5));
    }

    private static void AddRooms(this WebApplicationBuilder builder, NodeRoles roles)
    {
        var services = builder.Services;
        services.AddVault();
        services.AddHostedService<KeyRingRefresher>();
        services.AddKeepAliveCore();
        services.AddNode(new NodeWork(roles.Web, roles.Jobs));
        services.AddJobStorage();
        services.AddConnecting();
        services.AddWebhooks();
        services.AddApi();
        services.AddAdministration(builder.Configuration);
        services.AddMailPages();
        services.AddPages();
        if (roles.Jobs)
        {
            services.AddKeepAlive();
            services.AddConnectingJobs();
            services.AddAdministrationJobs();
            services.AddNotifications();
            services.AddDigestJob();
            services.AddKeyRingJob();
        }
    }

    private static void UseConnect(this WebApplication app, NodeRoles roles)
    {
        if (roles.Web)
        {
            app.UseInternally(static inside => inside.UseWarmReads());
        }

        app.UseProxies();
        app.UseMiddleware<References>();
        app.UseHardening();

        // The reference of a problem must find its log entry: the framework keeps quiet about what a handler of ours has answered.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", SuppressDiagnosticsCallback = _ => false });
        app.UseWhen(http => !http.IsForApi(), pages =>
        {
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
            pages.UseRequestLocalization();
            pages.UseRateLimiter();
        });
        app.UseInternalAddresses();
        app.UseGatedRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAuthorship();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapTelemetry();
        if (roles.Web)
        {
            app.MapStaticAssets().AllowAnonymous().WithMetadata(new AnswersWithoutDatabase());
            app.MapConnecting();
            app.MapApi();
            app.MapAdministration();
            app.MapPages();
            app.MapHangfireDashboardWithAuthorizationPolicy(AdminPolicies.Admin, "/admin/jobs", new DashboardOptions { AppPath = "/admin", DisplayStorageConnectionString = false });
        }
    }
}
