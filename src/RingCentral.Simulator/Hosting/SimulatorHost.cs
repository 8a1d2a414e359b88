using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RingCentral.Simulator.Control;
using RingCentral.Simulator.Pages;

namespace RingCentral.Simulator.Hosting;

/// <summary>Puts the rooms together and opens one loopback port.</summary>
internal static class SimulatorHost
{
    public static WebApplication Build(StartOptions options)
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
        app.MapServer();
        app.MapControl();
        Assets.Map(app);
        return app;
    }

    public static string AddressOf(WebApplication simulator)
    {
        return simulator.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }
}
