using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Api;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.KeepAlive;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.Vault;

namespace RingCentral.Connect.Hosting.Commands;

/// <summary>Runs a command with the service's registrations, but without the service: it needs the database and no app registration.</summary>
internal static class CommandHost
{
    public static async Task<int> RunAsync(string[] settings, Func<IServiceProvider, Task<int>> command)
    {
        // The web host's builder, so that a command reads the same settings as the service; nothing is started.
        var builder = ConnectBuilder.Create(settings);
        builder.Logging.ClearProviders().AddSimpleConsole();

        // EF Core logs a failure where it looks for the table of migrations in a fresh database; what really fails is thrown, and told.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Critical);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(typeof(IValidateOptions<>), typeof(SectionValidator<>));
        builder.Services.AddDatabase();
        builder.Services.AddKeyRing(builder.Configuration, builder.Environment);
        builder.Services.AddRingCentralApi();
        builder.Services.AddVault();
        builder.Services.AddKeepAliveCore();
        builder.Services.AddConnectLinks();
        builder.Services.AddApiKeys();
        builder.Services.AddSignInLinks();
        builder.Services.AddAudit();
        await using var host = builder.Build();
        await host.Services.GetRequiredService<DatabaseClockReader>().SampleAsync(CancellationToken.None);
        AuditAuthors.Begin(AuditAuthor.CommandLine);
        return await command(host.Services);
    }
}
