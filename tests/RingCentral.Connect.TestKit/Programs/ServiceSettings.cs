using System.Diagnostics;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.TestKit.Programs;

/// <summary>How a node of the service is started. The port stays the same over restarts, so that addresses stay valid.</summary>
public sealed record ServiceSettings
{
    public required string ConnectionString { get; init; }

    public required Uri RingCentralUrl { get; init; }

    public int Port { get; init; } = LoopbackPort.FindFree();

    /// <summary>Development reads wwwroot from the repository; a published folder runs in Production.</summary>
    public string Environment { get; init; } = "Development";

    public string Program { get; init; } = BuiltPrograms.Service;

    /// <summary>The content root.</summary>
    public string Folder { get; init; } = BuiltPrograms.RepositoryRoot;

    /// <summary>What <c>serve</c> is told beside: <c>--no-jobs</c>, <c>--jobs-only</c>.</summary>
    public IReadOnlyList<string> ServeArguments { get; init; } = [];

    /// <summary>Further environment variables, over those that follow from the rest.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables of the node alone, not of the commands that are run beside it.</summary>
    public IReadOnlyDictionary<string, string> NodeVariables { get; init; } = new Dictionary<string, string>();

    public Uri Url => new($"http://127.0.0.1:{Port}/");

    /// <summary>Runs a command of the service to its end: <c>migrate</c>, <c>api-keys create …</c>.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, string input = "") =>
        ShortCommand.RunAsync(ToStartInfo([.. arguments]), input, cancellationToken);

    internal ProcessStartInfo ToServeInfo()
    {
        var start = ToStartInfo(["serve", .. ServeArguments]);
        foreach (var (name, value) in NodeVariables)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>A command of the service, for tests that run it in their own way.</summary>
    public ProcessStartInfo ToStartInfo(params string[] arguments)
    {
        var start = DotnetProgram.Start(Program, Folder, arguments);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
        start.Environment["ASPNETCORE_URLS"] = Url.ToString();
        start.Environment["ConnectionStrings__Connect"] = ConnectionString;
        start.Environment["Connect__PublicUrl"] = Url.ToString().TrimEnd('/');
        start.Environment["Connect__SelfService"] = "true";
        start.Environment["RingCentral__ServerUrl"] = RingCentralUrl.ToString().TrimEnd('/');
        start.Environment["RingCentral__ClientId"] = "sandbox-client";
        start.Environment["RingCentral__ClientSecret"] = "sandbox-secret";
        start.Environment["RingCentral__AuthBudget__RequestsPerMinute"] = "0";
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        // What is empty is left to other sources of settings.
        foreach (var name in start.Environment.Where(variable => variable.Value is { Length: 0 }).Select(variable => variable.Key).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
