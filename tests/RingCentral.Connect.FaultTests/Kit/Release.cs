using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>A build of the service: this one, or that of another commit in a folder of its own.</summary>
/// <param name="Root">The root of its sources, beneath which it was built.</param>
internal sealed record Release(string Root)
{
    private const string Variable = "UPGRADE_FROM";

    /// <summary>This one.</summary>
    public static Release Current { get; } = new(BuiltPrograms.RepositoryRoot);

    /// <summary>The one that <c>UPGRADE_FROM</c> names, as <c>.ci/upgrade</c> sets it; this one where it is not set.</summary>
    public static Release Before { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } root ? new Release(Path.GetFullPath(root)) : Current;

    /// <summary>A database as its command <c>migrate</c> leaves it.</summary>
    public DatabaseTemplate Migrated => Deployment.MigratedBy(this == Current ? "migrated" : "migrated_before", Apply);

    /// <summary>Has a node be of this release.</summary>
    public ServiceSettings Apply(ServiceSettings settings) =>
        settings with { Folder = Root, Program = Path.Combine(Root, Path.GetRelativePath(BuiltPrograms.RepositoryRoot, BuiltPrograms.Service)) };

    public override string ToString() => this == Current ? "this release" : $"the release in {Path.GetFileName(Root)}";
}
