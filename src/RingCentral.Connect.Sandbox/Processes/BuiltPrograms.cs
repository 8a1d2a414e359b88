using System.Reflection;

namespace RingCentral.Connect.Sandbox.Processes;

/// <summary>Where the build has put the programs of this repository, as msbuild wrote it into this assembly.</summary>
public static class BuiltPrograms
{
    public static string RepositoryRoot { get; } = Path.TrimEndingDirectorySeparator(Metadata("RepositoryRoot"));

    public static string Service { get; } = Locate("RingCentral.Connect");

    public static string Simulator { get; } = Locate("RingCentral.Simulator");

    public static string Sandbox { get; } = Locate("RingCentral.Connect.Sandbox");

    public static string Artifacts { get; } = Path.Combine(RepositoryRoot, "artifacts");

    private static string Locate(string name) =>
        Path.Combine(Metadata("ProgramsFolder"), name, Metadata("ProgramsPivot"), name + ".dll");

    private static string Metadata(string key) =>
        typeof(BuiltPrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
