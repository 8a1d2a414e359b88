using System.Globalization;

namespace RingCentral.Simulator.State;

/// <summary>
/// The files of one simulator. Snapshot N holds everything up to some moment, journal N all changes from that moment on; whatever has a
/// lower number is superseded once snapshot N has its name.
/// </summary>
internal sealed class StateFolder : IDisposable
{
    private const string SnapshotName = "snapshot-";
    private const string JournalName = "journal-";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly FileStream _lock;

    public StateFolder(string path)
    {
        _path = path;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFile | UnixFileMode.UserExecute);
        }

        // The system lets go of it when its holder dies, however it dies.
        _lock = Lock(Path.Combine(path, "lock"));
        foreach (var unfinished in Directory.EnumerateFiles(path, SnapshotName + "*.unfinished"))
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>0 where there is none.</summary>
    public int LastSnapshot => Numbers(SnapshotName).LastOrDefault();

    /// <summary>Of a snapshot or a journal.</summary>
    public int LastNumber => Numbers(SnapshotName).Concat(Numbers(JournalName)).DefaultIfEmpty().Max();

    public IReadOnlyList<int> Journals => Numbers(JournalName);

    public string Snapshot(int number)
    {
        return NameOf(SnapshotName, number);
    }

    public string Journal(int number)
    {
        return NameOf(JournalName, number);
    }

    /// <summary>A new file that only its owner can read.</summary>
    public static FileStream Create(string path, int buffer)
    {
        return Open(path, FileMode.Create, FileShare.Read, buffer);
    }

    public void DeleteBefore(int number)
    {
        var journals = Journals.Where(journal => journal < number).Select(Journal);
        var snapshots = Numbers(SnapshotName).Where(snapshot => snapshot < number).Select(Snapshot);
        foreach (var old in journals.Concat(snapshots))
        {
            File.Delete(old);
        }
    }

    /// <summary>Moves everything out of the way, to be looked at; returns where it is now.</summary>
    public static string SetAside(string path)
    {
        var number = 1;
        while (Directory.Exists(Path.Combine(path, $"damaged-{number}")))
        {
            number++;
        }

        var aside = Directory.CreateDirectory(Path.Combine(path, $"damaged-{number}")).FullName;
        foreach (var file in Directory.EnumerateFiles(path, SnapshotName + "*").Concat(Directory.EnumerateFiles(path, JournalName + "*")).ToList())
        {
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        }

        return aside;
    }

    public void Dispose()
    {
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return Open(path, FileMode.OpenOrCreate, FileShare.None, buffer: 0);
        }
        catch (IOException fault) when (File.Exists(path))
        {
            throw new IOException($"Another simulator keeps its state in {Path.GetDirectoryName(path)}: stop it, or name another folder with --state.", fault);
        }
    }

    private static FileStream Open(string path, FileMode mode, FileShare share, int buffer)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = buffer };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(path, options);
    }

    private string NameOf(string name, int number)
    {
        return Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"{name}{number:D6}"));
    }

    private List<int> Numbers(string name)
    {
        return [.. Directory.EnumerateFiles(_path, name + "*")
            .Select(file => int.TryParse(Path.GetFileName(file)[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0).Order()];
    }
}
