using Xunit;

namespace RingCentral.Connect.ConventionTests.Sources;

/// <summary>A folder is named for what it holds, not for the kind of thing.</summary>
public sealed class FolderTests
{
    private static readonly string[] SayNothing = ["Services", "Helpers", "Utils", "Utilities", "Common", "Core", "Misc", "Managers"];

    // What the repository holds at its top; tools may add files that begin with a dot.
    private static readonly string[] TopLevel =
        ["src", "tests", "migrations", "wwwroot", "docs", "samples", "ops", "artifacts"];

    [Fact]
    public void Folders_say_what_they_hold() => Violations.AssertNone(SourceTree.Folders.SelectMany(Check));

    [Fact]
    public void The_top_level_stays_as_it_is() =>
        Violations.AssertNone(
            from path in Directory.EnumerateDirectories(RingCentral.Connect.Sandbox.Processes.BuiltPrograms.RepositoryRoot)
            let name = Path.GetFileName(path)
            where !name.StartsWith('.') && !TopLevel.Contains(name)
            select $"{name}/ is new at the top level: move it below one of {string.Join(", ", TopLevel)}.");

    [Theory]
    [InlineData("src/RingCentral.Connect/Vault/Helpers")]
    [InlineData("src/RingCentral.Connect/services")]
    public void A_folder_that_says_nothing_is_found(string folder) => Assert.Single(Check(folder));

    private static IEnumerable<string> Check(string folder) =>
        SayNothing.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase)
            ? [$"{folder}: name the folder for the capability that it holds, or move its files to the feature that they serve."]
            : [];
}
