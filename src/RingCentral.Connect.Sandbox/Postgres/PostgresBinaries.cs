using System.Globalization;
using System.Text.RegularExpressions;

namespace RingCentral.Connect.Sandbox.Postgres;

/// <summary>The folder of a PostgreSQL server's programs.</summary>
public sealed partial record PostgresBinaries(string Folder, int MajorVersion)
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    // Distributions keep the server's programs out of PATH, in a folder per version.
    private static readonly string[] UsualPlaces =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql*/bin",
        "/usr/local/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        "/usr/local/pgsql/bin",
    ];

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>What is first on PATH, then the newest of the usual places.</summary>
    /// <param name="majorVersion">The version that made an existing cluster, since no other one can open it.</param>
    public static PostgresBinaries Find(int? majorVersion = null)
    {
        var found = Candidates().Where(IsComplete).Select(folder => new PostgresBinaries(folder, ReadMajorVersion(folder))).ToList();
        return found.FirstOrDefault(binaries => majorVersion is null || binaries.MajorVersion == majorVersion)
            ?? throw new PostgresException(majorVersion is null
                ? "PostgreSQL was not found: install its server programs (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql)."
                : $"The database was made by PostgreSQL {majorVersion}, which was not found: install that version, or start with another --data folder.");
    }

    private static IEnumerable<string> Candidates() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(Behind)
            .Concat(UsualPlaces.SelectMany(Expand));

    // PATH may hold links to some of the programs; the folder behind them holds all.
    private static string Behind(string folder) =>
        new FileInfo(Path.Combine(folder, "initdb")) is { Exists: true } program && program.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Path.GetDirectoryName(target.FullName)!
            : folder;

    private static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return [pattern];
        }

        var parent = pattern[..(pattern.LastIndexOf('/', star) + 1)];
        var name = pattern[parent.Length..pattern.IndexOf('/', star)];
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, name).OrderByDescending(VersionInName).Select(folder => Path.Combine(folder, "bin"))
            : [];
    }

    private static double VersionInName(string folder) =>
        double.TryParse(Number().Match(Path.GetFileName(folder)).Value, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static bool IsComplete(string folder) => Needed.All(program => File.Exists(Path.Combine(folder, program)));

    private static int ReadMajorVersion(string folder)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Path.Combine(folder, "initdb"), ["--version"]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start);
        var text = process?.StandardOutput.ReadToEnd() ?? "";
        return int.TryParse(Number().Match(text).Value.Split('.')[0], CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
