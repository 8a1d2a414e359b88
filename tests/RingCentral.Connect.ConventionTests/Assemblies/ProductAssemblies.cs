using Mono.Cecil;
using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.ConventionTests.Assemblies;

/// <summary>The built programs, read and never loaded.</summary>
internal static class ProductAssemblies
{
    public static AssemblyDefinition Service { get; } = Read(BuiltPrograms.Service);

    public static AssemblyDefinition Simulator { get; } = Read(BuiltPrograms.Simulator);

    public static AssemblyDefinition Sandbox { get; } = Read(BuiltPrograms.Sandbox);

    public static AssemblyDefinition Data { get; } = Read(Path.Combine(Path.GetDirectoryName(BuiltPrograms.Service)!, "RingCentral.Connect.Data.dll"));

    public static AssemblyDefinition Client { get; } = Read(Path.Combine(BuiltPrograms.Artifacts, "bin", "RingCentral.Connect.Client", "debug_net10.0", "RingCentral.Connect.Client.dll"));

    public static AssemblyDefinition TestKit { get; } = Read(Path.Combine(AppContext.BaseDirectory, "RingCentral.Connect.TestKit.dll"));

    /// <summary>What is shipped or run; migrations are generated and left out.</summary>
    public static IReadOnlyList<AssemblyDefinition> Ours { get; } = [Service, Simulator, Sandbox, Data, Client];

    private static AssemblyDefinition Read(string path)
    {
        // The folder of each program holds the assemblies that its types refer to.
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(path)!);
        foreach (var framework in Frameworks())
        {
            resolver.AddSearchDirectory(framework);
        }

        return AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
    }

    private static IEnumerable<string> Frameworks()
    {
        var core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var version = Path.GetFileName(core);
        var shared = Path.GetDirectoryName(Path.GetDirectoryName(core))!;
        return [core, Path.Combine(shared, "Microsoft.AspNetCore.App", version)];
    }
}
