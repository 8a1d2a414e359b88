using Mono.Cecil;
using RingCentral.Connect.ConventionTests.Assemblies;

namespace RingCentral.Connect.ConventionTests.Naming;

/// <summary>Methods that return a task end in Async, and those that others call let themselves be cancelled.</summary>
internal static class AsyncRule
{
    // Stopping has a limit of its own and is not given up half-way.
    private static readonly string[] NotCancelled = ["StopAsync", "KillAsync", "DisposeAsync"];

    // Once RingCentral was asked, nothing stops the result from being written down; and the command line is where tokens come from.
    private static readonly string[] NeverCancelled =
        ["Rotator", "RotationDesk", "RotationAsk", "RotationLedger", "CommitGroups", "DurableWrite", "IFlagBrake", "MassBrake", "JwtRenewal", "IdempotentRequests", "CommandHost", "ConnectCommand"];

    // Whoever has the request has the token of the request.
    private static readonly string[] CarryTheToken = ["HttpContext", "CancellationToken", "PerformContext", "BackgroundProcessContext", "IJobCancellationToken"];

    public static IEnumerable<string> CheckNames(AssemblyDefinition assembly) =>
        from method in Methods(assembly)
        where !method.Name.EndsWith("Async", StringComparison.Ordinal)
        select $"{method.DeclaringType.FullName}.{method.Name} returns a task: end its name in Async.";

    public static IEnumerable<string> CheckCancellation(AssemblyDefinition assembly) =>
        from method in Methods(assembly)
        where !method.IsPrivate && !NotCancelled.Contains(method.Name) && !NeverCancelled.Contains(method.DeclaringType.Name)
        where !method.Parameters.Any(parameter => CarryTheToken.Contains(Carried(parameter.ParameterType)) || IsEventContext(parameter.ParameterType))
        select $"{method.DeclaringType.FullName}.{method.Name} cannot be cancelled: take a CancellationToken as its last parameter and pass it on.";

    private static IEnumerable<MethodDefinition> Methods(AssemblyDefinition assembly) =>
        from type in assembly.AllTypes()
        where !type.IsGenerated() && !IsDelegate(type) && type.Outermost().Namespace != "AspNetCoreGeneratedDocument"
        from method in type.Methods
        where ReturnsTask(method) && !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal)
        where !IsNamedByOthers(type, method)
        select method;

    private static bool ReturnsTask(MethodDefinition method) =>
        method.ReturnType.Namespace == "System.Threading.Tasks" && method.ReturnType.Name.Split('`')[0] is "Task" or "ValueTask"
        || method.ReturnType.Name == "IAsyncEnumerable`1";

    /// <summary>Frameworks name their handlers, overrides and interfaces themselves; so does C# the entry point.</summary>
    private static bool IsNamedByOthers(TypeDefinition type, MethodDefinition method) =>
        (method.IsVirtual && !method.IsNewSlot)
        || (method.IsVirtual && type.Interfaces.Any(implementation => !IsOurs(implementation.InterfaceType)
            && implementation.InterfaceType.Resolve()?.Methods.Any(theirs => theirs.Name == method.Name) == true))
        || method.HasOverrides
        || method.Name is "Main" or "Invoke" or "InvokeAsync"
        || (type.BaseType?.Name == "PageModel" && method.Name.StartsWith("On", StringComparison.Ordinal));

    // The events of authentication handlers hand over a context, and that holds the request.
    private static bool IsEventContext(TypeReference type) => type.Name.EndsWith("Context", StringComparison.Ordinal) && !IsOurs(type);

    private static bool IsOurs(TypeReference type) => type.Scope == type.Module || type.Scope.Name.StartsWith("RingCentral.", StringComparison.Ordinal);

    private static bool IsDelegate(TypeDefinition type) => type.BaseType?.Name == "MulticastDelegate";

    private static string Carried(TypeReference type) => type.Name;
}
