namespace RingCentral.Simulator.Tests.State;

/// <summary>The folder that outlives the simulators of one test.</summary>
internal sealed class StateFolderOfTest : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-state-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "state");

    public string[] Argument => ["--state", Path];

    public string LastJournal => Directory.EnumerateFiles(Path, "journal-*").Max()!;

    public void Dispose()
    {
        _folder.Delete(recursive: true);
    }
}
