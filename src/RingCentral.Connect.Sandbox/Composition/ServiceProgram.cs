using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Sandbox.Files;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.Sandbox.Composition;

/// <summary>The service as the sandbox runs it: its configuration is made of environment variables, like everywhere else.</summary>
internal sealed class ServiceProgram(SandboxOptions options, string connectionString, int smtpPort, SandboxLog log)
{
    private const string Scopes =
        "tokens:read,tokens:rotate,connections:read,connections:write,connect-sessions:write,webhooks:write,events:read";

    public async Task MigrateAsync(CancellationToken cancellationToken) => await CommandAsync(["migrate"], cancellationToken);

    public ChildProcess Serve() => ChildProcess.Start(StartInfo("serve"), log.For("service"));

    public async Task<string> CreateApiKeyAsync(CancellationToken cancellationToken) =>
        await CommandAsync(["api-keys", "create", "--name", "sandbox", "--scopes", Scopes], cancellationToken);

    public async Task<string> CreateSignInLinkAsync(CancellationToken cancellationToken) =>
        await CommandAsync(["admin", "sign-in-link"], cancellationToken);

    /// <summary>Standard output is the result alone, and may be a secret; the rest goes to the log.</summary>
    private async Task<string> CommandAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var result = await ShortCommand.RunAsync(StartInfo(arguments), cancellationToken: cancellationToken);
        foreach (var line in result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            log.For(arguments[0])(line);
        }

        return result.Succeeded
            ? result.Output.Trim()
            : throw new SandboxException($"'{string.Join(' ', arguments[..Math.Min(2, arguments.Length)])}' failed: {result.LastWords} (log: {log.Path})");
    }

    private ProcessStartInfo StartInfo(params string[] arguments)
    {
        // The content root: appsettings.json and wwwroot lie there.
        var start = DotnetProgram.Start(BuiltPrograms.Service, BuiltPrograms.RepositoryRoot, arguments);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = Address(options.ServiceUrl);
        start.Environment["ConnectionStrings__Connect"] = connectionString;
        start.Environment["Connect__PublicUrl"] = Address(options.PublicUrl);
        start.Environment["RingCentral__ServerUrl"] = Address(options.SimulatorUrl);
        start.Environment["RingCentral__ClientId"] = "sandbox-client";
        start.Environment["RingCentral__ClientSecret"] = "sandbox-secret";
        start.Environment["Smtp__Host"] = "127.0.0.1";
        start.Environment["Smtp__Port"] = smtpPort.ToString(CultureInfo.InvariantCulture);
        start.Environment["Smtp__Security"] = "None";
        AdminProvider.Configure(start.Environment, options.SimulatorUrl);

        // What a caller may decide otherwise, as everything that is not named here.
        start.Environment.TryAdd("Connect__SelfService", "true");
        start.Environment.TryAdd("Webhooks__AllowPrivateAddresses", "true");
        start.Environment.TryAdd("Smtp__From", "connect@sandbox.example");
        start.Environment.TryAdd("Administration__NotifyAddresses__0", "admin@sandbox.example");
        start.Environment.TryAdd("RingCentral__AuthBudget__RequestsPerMinute", "0");
        return start;
    }

    private static string Address(Uri url) => url.ToString().TrimEnd('/');
}
