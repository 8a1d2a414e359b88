namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>
/// The wall clock of a node that can be moved, by libfaketime; its monotonic clock stays as it is.
/// </summary>
internal sealed class NodeClocks : IDisposable
{
    private static readonly string[] Offsets = ["+120s", "-120s", "+0s"];

    private readonly string _library;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clocks");

    private NodeClocks(string library)
    {
        _library = library;
        Set("+0s");
    }

    /// <summary>Null where libfaketime is not installed, which only Debian and its kin have by that name.</summary>
    public static NodeClocks? TryCreate() => FindLibrary() is { } library ? new NodeClocks(library) : null;

    /// <summary>What a node is started with.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = _library,
        ["FAKETIME_TIMESTAMP_FILE"] = Offset,
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

        // Its repair of waits by the monotonic clock breaks those of .NET: each would end at once, and loops that wait would run without a pause.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        ["FAKETIME_CACHE_DURATION"] = "1",
    };

    private string Offset => Path.Combine(_folder.FullName, "offset");

    /// <summary>Moves the clock: two minutes ahead, two minutes back, or to the right time.</summary>
    public void Step(int number) => Set(Offsets[number % Offsets.Length]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? FindLibrary()
    {
        string[] roots = ["/usr/lib", "/usr/lib64"];
        return roots.Where(Directory.Exists)
            .SelectMany(root => Directory.GetDirectories(root).Append(root))
            .Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists);
    }

    private void Set(string offset)
    {
        // A node reads at any time: it must never find half a file.
        var fresh = Offset + ".new";
        File.WriteAllText(fresh, offset + "\n");
        File.Move(fresh, Offset, overwrite: true);
    }
}
