using Mono.Cecil;
using RingCentral.Connect.ConventionTests.Assemblies;

namespace RingCentral.Connect.ConventionTests.Naming;

/// <summary>A public class that is open to inheritance promises more than anybody has thought through.</summary>
internal static class ClassRule
{
    public static IEnumerable<string> Check(AssemblyDefinition assembly) =>
        from type in assembly.AllTypes()
        where type.IsClass && (type.IsPublic || type.IsNestedPublic) && !type.IsSealed && !type.IsAbstract
        // Top-level statements make a public Program, and Razor its own classes.
        where type.Name != "Program" && type.Outermost().Namespace != "AspNetCoreGeneratedDocument" && !type.IsGenerated() && !IsRazor(type)
        select $"{type.FullName}: make it sealed, static or abstract.";

    private static bool IsRazor(TypeDefinition type) => type.BaseType?.FullName.StartsWith("Microsoft.AspNetCore.Mvc.Razor", StringComparison.Ordinal) == true
        && type.BaseType.Name != "PageModel";
}
