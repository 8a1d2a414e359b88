using Mono.Cecil;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Assemblies;

/// <summary>Programs that meet over HTTP know nothing of each other's code: only so does the simulator prove anything about the service.</summary>
public sealed class AssemblyReferenceTests
{
    [Fact]
    public void The_service_knows_its_data_model_and_its_migrations_only() =>
        Violations.AssertNone(Check(ProductAssemblies.Service, "RingCentral.Connect.Data", "RingCentral.Connect.Migrations"));

    [Fact]
    public void The_simulator_knows_nothing_of_ours() => Violations.AssertNone(Check(ProductAssemblies.Simulator));

    [Fact]
    public void The_sandbox_knows_nothing_of_ours() => Violations.AssertNone(Check(ProductAssemblies.Sandbox));

    [Fact]
    public void The_client_package_knows_nothing_of_ours() => Violations.AssertNone(Check(ProductAssemblies.Client));

    [Fact]
    public void The_data_model_knows_nothing_of_ours() => Violations.AssertNone(Check(ProductAssemblies.Data));

    [Fact]
    public void The_test_kit_knows_the_sandbox_only() => Violations.AssertNone(Check(ProductAssemblies.TestKit, "RingCentral.Connect.Sandbox"));

    [Fact]
    public void A_reference_that_is_not_allowed_is_found() =>
        Assert.Contains("RingCentral.Connect.Sandbox", Assert.Single(Check(ProductAssemblies.TestKit)), StringComparison.Ordinal);

    private static IEnumerable<string> Check(AssemblyDefinition assembly, params string[] allowed) =>
        from reference in assembly.MainModule.AssemblyReferences
        where reference.Name.StartsWith("RingCentral.", StringComparison.Ordinal) && !allowed.Contains(reference.Name)
        select $"{assembly.Name.Name} references {reference.Name}: remove the reference; they meet over HTTP or in the database.";
}
