namespace RingCentral.Connect.TestKit.Programs;

/// <summary>What a program has said so far; a test that fails shows its end.</summary>
public sealed class ProgramOutput
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public string Tail => string.Join('\n', Lines.TakeLast(40));

    public override string ToString() => string.Join('\n', Lines);

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }
}
