using System.Diagnostics;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>Start information for a built program of ours: <c>dotnet program.dll …</c>.</summary>
public static class DotnetProgram
{
    // Some container images set a port for everything that runs in them.
    private static readonly string[] Foreign = ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "DOTNET_URLS"];

    public static ProcessStartInfo Start(string program, string workingFolder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Host(), [program, .. arguments]) { WorkingDirectory = workingFolder };
        foreach (var name in Foreign)
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    // The same runtime that runs this program, when it was started by one.
    private static string Host() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
}
