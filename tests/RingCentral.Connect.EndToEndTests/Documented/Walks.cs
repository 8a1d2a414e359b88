using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>The walks through the docs that tests take, and what people do on them beside giving commands.</summary>
internal static class Walks
{
    public const string Sandbox = "sandbox";
    public const string Production = "production";
    public const string Simulator = "simulator";
    public const string Api = "api";

    public const string SomebodyConnects = "somebody connects";

    public static IReadOnlyList<string> All { get; } = [Sandbox, Production, Simulator, Api];

    public static IReadOnlyList<string> Steps { get; } = [SomebodyConnects];

    public static IEnumerable<string> SourcesOfTests() =>
        Directory.EnumerateFiles(Path.Combine(BuiltPrograms.RepositoryRoot, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
}
