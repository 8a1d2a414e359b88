namespace RingCentral.Connect.TestKit.Programs;

/// <summary>A data folder for a sandbox that a test starts; nothing of it stays, the cluster that root keeps elsewhere included.</summary>
public sealed class SandboxFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ringcentral-connect-sandbox-").FullName;

    public string PostgresFolder
    {
        get
        {
            var place = System.IO.Path.Combine(Path, "postgres", "place");
            return File.Exists(place) ? File.ReadAllText(place).Trim() : System.IO.Path.Combine(Path, "postgres");
        }
    }

    /// <summary>Written by PostgreSQL while it runs.</summary>
    public bool PostgresRuns => File.Exists(System.IO.Path.Combine(PostgresFolder, "data", "postmaster.pid"));

    public void Dispose()
    {
        foreach (var folder in (string[])[PostgresFolder, Path])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
