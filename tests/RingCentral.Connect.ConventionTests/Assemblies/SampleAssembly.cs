using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Assemblies;

/// <summary>Compiles a few lines, so that a rule can be shown what it forbids.</summary>
internal static class SampleAssembly
{
    private const string Usings = "using System; using System.Threading; using System.Threading.Tasks;\n";

    public static AssemblyDefinition Compile(string source)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(Usings + source)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return AssemblyDefinition.ReadAssembly(image);
    }
}
