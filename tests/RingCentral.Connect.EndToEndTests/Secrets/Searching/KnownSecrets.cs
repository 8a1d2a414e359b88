using System.Collections;
using System.Collections.Concurrent;

namespace RingCentral.Connect.EndToEndTests.Secrets.Searching;

/// <summary>Every secret that there ever was in a run, with what it is.</summary>
internal sealed class KnownSecrets : IEnumerable
{
    /// <summary>What is shorter could stand somewhere by chance.</summary>
    public const int Shortest = 16;

    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    public int Count => _kinds.Count;

    /// <summary>How many there are of each kind.</summary>
    public IReadOnlyDictionary<string, int> Kinds => _kinds.GroupBy(known => known.Value, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Count());

    /// <summary>Those of one kind.</summary>
    public IReadOnlyList<string> this[string kind] => [.. _kinds.Where(known => known.Value == kind).Select(known => known.Key)];

    public IReadOnlyList<(string Kind, string Text)> All => [.. _kinds.Select(known => (known.Value, known.Key))];

    /// <summary>Takes note of a secret; a private key in PEM is one by line. The first kind that a text is known by stays.</summary>
    public void Add(string kind, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("-----", StringComparison.Ordinal)))
        {
            if (line.Length >= Shortest)
            {
                _kinds.TryAdd(line, kind);
            }
        }
    }

    public void Add(string kind, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Add(kind, text);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => All.GetEnumerator();
}
