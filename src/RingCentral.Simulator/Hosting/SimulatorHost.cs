using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Control;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.State;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Hosting;

/// <summary>Puts the rooms together and opens one loopback port.</summary>
internal static class SimulatorHost
{
    /// <summary>Null where the folder of its state is not to be had.</summary>
    public static WebApplication? TryBuild(StartOptions options, out string? problem)
    {
        try
        {
            problem = null;
            return Build(options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = fault.Message;
            return null;
        }
    }

    /// <summary>What an earlier run left and cannot be read is kept aside, and this run starts without it.</summary>
    public static WebApplication Build(StartOptions options)
    {
        try
        {
            return Assemble(options);
        }
        catch (DamagedStateException problem)
        {
            var aside = StateFolder.SetAside(options.StateFolder!);
            Console.Error.WriteLine($"{problem.Message.ReplaceLineEndings(" ")} It is kept in {aside}; starting afresh.");
            return Assemble(options);
        }
    }

    private static WebApplication Assemble(StartOptions options)
    {
        // Its own folder, so that it never reads the settings of a program that it was started beside.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        // Held replies and browsers' open connections must not keep a stopping simulator alive.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddSimulator(options);

        var app = builder.Build();
        try
        {
            BeginMemory(app.Services);
        }
        catch
        {
            // Disposed of by hand: the folder is let go of, for a second attempt too.
            ((IDisposable)app).Dispose();
            throw;
        }

        app.MapServer();
        app.MapControl();
        Assets.Map(app);
        return app;
    }

    private static void BeginMemory(IServiceProvider services)
    {
        services.GetService<Memory>()?.Begin(
            services.GetRequiredService<SessionTable>(), services.GetRequiredService<UserDirectory>(), services.GetRequiredService<CodeBook>());
    }

    public static string AddressOf(WebApplication simulator)
    {
        return simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }
}
