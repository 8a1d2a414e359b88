namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>Wall clocks of nodes that can be moved, by libfaketime: each node reads its own file. Monotonic clocks stay as they are.</summary>
internal sealed class NodeClocks : IDisposable
{
    private static readonly string[] Offsets = ["+120s", "-120s", "+0s"];

    private readonly string _library;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clocks");

    private NodeClocks(string library) => _library = library;

    /// <summary>Whether libfaketime is installed.</summary>
    public static bool IsPossible => FindLibrary() is not null;

    /// <summary>Null where libfaketime is not installed, which only Debian and its kin have by that name.</summary>
    public static NodeClocks? TryCreate() => FindLibrary() is { } library ? new NodeClocks(library) : null;

    /// <summary>What a node is started with.</summary>
    public IReadOnlyDictionary<string, string> VariablesOf(int node)
    {
        Set(node, "+0s");
        return new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = _library,
            ["FAKETIME_TIMESTAMP_FILE"] = FileOf(node),
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["FAKETIME_CACHE_DURATION"] = "1",
        };
    }

    /// <summary>Moves a node's clock: two minutes ahead, two minutes back, or to the right time.</summary>
    public void Step(int node, int number) => Set(node, Offsets[number % Offsets.Length]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? FindLibrary()
    {
        string[] roots = ["/usr/lib", "/usr/lib64"];
        return roots.Where(Directory.Exists)
            .SelectMany(root => Directory.GetDirectories(root).Append(root))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists);
    }

    private void Set(int node, string offset)
    {
        // A node reads at any time: it must never find half a file.
        var fresh = FileOf(node) + ".new";
        File.WriteAllText(fresh, offset + "\n");
        File.Move(fresh, FileOf(node), overwrite: true);
    }

    private string FileOf(int node) => Path.Combine(_folder.FullName, $"node{node}");
}
