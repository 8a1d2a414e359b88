using Mono.Cecil;

namespace RingCentral.Connect.ConventionTests.Assemblies;

internal static class TypeExtensions
{
    public static IEnumerable<TypeDefinition> AllTypes(this AssemblyDefinition assembly) =>
        assembly.MainModule.Types.SelectMany(WithNested);

    /// <summary>Nested types, closures and state machines included, belong to the namespace of the type around them.</summary>
    public static TypeDefinition Outermost(this TypeDefinition type) => type.DeclaringType?.Outermost() ?? type;

    public static bool IsGenerated(this TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.HasAttribute("CompilerGeneratedAttribute")
        || type.HasAttribute("GeneratedCodeAttribute")
        || type.DeclaringType?.IsGenerated() == true;

    public static bool HasAttribute(this ICustomAttributeProvider member, string name) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(attribute => attribute.AttributeType.Name == name);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
