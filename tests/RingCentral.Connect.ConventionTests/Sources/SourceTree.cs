using RingCentral.Connect.Sandbox.Processes;

namespace RingCentral.Connect.ConventionTests.Sources;

/// <summary>A file of the repository, by its path from the root with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;
}

/// <summary>The files that people write: no output, no packages, no generated migrations.</summary>
internal static class SourceTree
{
    private static readonly string[] Roots = ["src", "tests", "migrations", "wwwroot", "samples"];
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "node_modules", "lib"];

    public static IReadOnlyList<string> Folders { get; } =
        [.. Roots.Select(Absolute).Where(Directory.Exists).SelectMany(WithSubfolders).Select(Relative)];

    public static IEnumerable<SourceFile> CSharp(string under) => Files(under, ".cs").Where(file => !file.Path.StartsWith("migrations/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Files(string under, params string[] endings) =>
        from folder in Folders
        where folder == under || folder.StartsWith(under + "/", StringComparison.Ordinal)
        from path in Directory.EnumerateFiles(Absolute(folder))
        where endings.Contains(Path.GetExtension(path))
        select new SourceFile(Relative(path), File.ReadAllText(path));

    public static bool Exists(string path) => File.Exists(Absolute(path));

    public static string Read(string path) => File.ReadAllText(Absolute(path));

    private static string Absolute(string path) => Path.Combine(BuiltPrograms.RepositoryRoot, path);

    private static string Relative(string path) => Path.GetRelativePath(BuiltPrograms.RepositoryRoot, path).Replace('\\', '/');

    private static IEnumerable<string> WithSubfolders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(sub => !NotOurs.Contains(Path.GetFileName(sub))).SelectMany(WithSubfolders).Prepend(folder);
}
