namespace RingCentral.Connect.Sandbox.Files;

/// <summary>The folder where a sandbox keeps everything; only one sandbox at a time may live in it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The user's own data folder, and without one the folder of build output.</summary>
    public static string Default { get; } =
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? System.IO.Path.Combine(home, "ringcentral-connect")
            : System.IO.Path.Combine(Processes.BuiltPrograms.Artifacts, "sandbox");

    public string Path { get; }

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public string Simulator => System.IO.Path.Combine(Path, "simulator");

    public string SimulatorApps => System.IO.Path.Combine(Path, "simulator-apps.json");

    public string Mails => System.IO.Path.Combine(Path, "mails");

    public string ApiKey => System.IO.Path.Combine(Path, "api-key");

    public string Log => System.IO.Path.Combine(Path, "sandbox.log");

    public string Children => System.IO.Path.Combine(Path, "children");

    public static DataFolder Open(string path)
    {
        PrivateFiles.CreateFolder(path);
        var name = System.IO.Path.Combine(path, "lock");
        try
        {
            // The system lets go of the lock when its holder dies, however it dies.
            return new DataFolder(path, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(name))
        {
            throw new SandboxException($"Another sandbox is running in {path}: stop it, or choose another folder with --data.");
        }
    }

    public void Dispose() => _lock.Dispose();
}
