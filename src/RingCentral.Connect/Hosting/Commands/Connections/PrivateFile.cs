namespace RingCentral.Connect.Hosting.Commands.Connections;

/// <summary>A file that its owner alone can read, and that is there only once it is whole: until then it has another name, and is removed after a failure.</summary>
internal sealed class PrivateFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private bool _isComplete;

    public PrivateFile(string path)
    {
        _path = Path.GetFullPath(path);
        _partial = _path + ".part";
        // One that a failure left behind may have other rights.
        File.Delete(_partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        Stream = new FileStream(_partial, options);
    }

    public FileStream Stream { get; }

    /// <summary>Everything was written.</summary>
    public void Complete()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Close();
        File.Move(_partial, _path, overwrite: true);
        _isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        if (!_isComplete)
        {
            File.Delete(_partial);
        }
    }
}
