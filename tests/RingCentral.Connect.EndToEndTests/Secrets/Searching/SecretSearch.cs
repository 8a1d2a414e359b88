using System.Buffers;

namespace RingCentral.Connect.EndToEndTests.Secrets.Searching;

/// <summary>Looks for many texts in all their writings at once.</summary>
internal sealed class SecretSearch
{
    /// <summary>How much before a find is told: enough to see what wrote it.</summary>
    private const int Context = 160;

    private readonly Dictionary<int, Dictionary<string, string>> _kinds;
    private readonly SearchValues<string> _values;

    /// <param name="texts">What is looked for, each with what it is.</param>
    public SecretSearch(IEnumerable<(string Kind, string Writing)> texts)
    {
        _kinds = texts.GroupBy(text => text.Writing.Length)
            .ToDictionary(length => length.Key, length => length.DistinctBy(text => text.Writing, StringComparer.OrdinalIgnoreCase).ToDictionary(text => text.Writing, text => text.Kind, StringComparer.OrdinalIgnoreCase));
        _values = SearchValues.Create([.. _kinds.Values.SelectMany(writings => writings.Keys)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>For secrets: all of them, and their halves.</summary>
    public static SecretSearch For(KnownSecrets secrets) => new(secrets.All.SelectMany(known => Writings.OfSecret(known.Text).Select(writing => (known.Kind, writing))));

    public static SecretSearch For(string text) => new(Writings.Of(text).Select(writing => (text, writing)));

    /// <summary>Every place, one after another, as it is asked for.</summary>
    public IEnumerable<Find> In(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            var (kind, length) = What(text, at);
            yield return new Find(kind, text[Math.Max(0, at - Context)..at] + $"[{kind}, {length} characters]");
        }
    }

    private int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(_values);
        return found < 0 ? -1 : from + found;
    }

    private (string Kind, int Length) What(string text, int at)
    {
        foreach (var (length, writings) in _kinds)
        {
            if (at + length <= text.Length && writings.TryGetValue(text.Substring(at, length), out var kind))
            {
                return (kind, length);
            }
        }

        throw new InvalidOperationException("Something was found that nobody looked for.");
    }
}

/// <summary>A place where something stands that was looked for.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Before">What stands before it; the text itself is left out.</param>
internal sealed record Find(string Kind, string Before);
