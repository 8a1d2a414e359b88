namespace RingCentral.Connect.Sandbox.Files;

/// <summary>What the programs say, in one file, each line with the name of its program; the previous run's file is kept beside it.</summary>
internal sealed class SandboxLog : IDisposable
{
    private const int Remembered = 20;

    private readonly StreamWriter _writer;
    private readonly Lock _gate = new();
    private readonly Queue<string> _last = [];

    public SandboxLog(string path)
    {
        Path = path;
        if (File.Exists(path))
        {
            File.Move(path, path + ".previous", overwrite: true);
        }

        _writer = PrivateFiles.OpenText(path);
        _writer.AutoFlush = true;
    }

    public string Path { get; }

    /// <summary>The last lines, for a message about a program that has ended.</summary>
    public string Tail
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _last);
            }
        }
    }

    public Action<string> For(string program) => line => Write($"{program,-9} | {line}");

    public void Dispose() => _writer.Dispose();

    private void Write(string line)
    {
        lock (_gate)
        {
            _writer.WriteLine(line);
            _last.Enqueue(line);
            if (_last.Count > Remembered)
            {
                _last.Dequeue();
            }
        }
    }
}
