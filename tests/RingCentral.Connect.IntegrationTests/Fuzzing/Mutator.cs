using System.Text;

namespace RingCentral.Connect.IntegrationTests.Fuzzing;

/// <summary>Spoils inputs that are sound. The same seed spoils them the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Strange =
    [
        "null", "-1", "0", "1e999", "9223372036854775808", "\"\"", "[]", "{}", "true", "\\u0000", "\\ud800", "\"", "\\", "%00", "%FF", "\u202e", "\u0000", "\r\n", "../", "a\u0301", "\U0001F4A9", "{\"a\":{\"a\":{\"a\":1}}}", "//", "@", "#", "?", "&", ";",
    ];

    private readonly Random _random = new(seed);

    /// <summary>One of the samples, changed at up to eight places.</summary>
    public byte[] Next(IReadOnlyList<string> samples)
    {
        var bytes = Encoding.UTF8.GetBytes(samples[_random.Next(samples.Count)]).ToList();
        for (var changes = _random.Next(1, 9); changes > 0; changes--)
        {
            Change(bytes);
        }

        return [.. bytes];
    }

    /// <summary>The same as a text, one character for each byte that is no UTF-8.</summary>
    public string NextText(IReadOnlyList<string> samples) => Encoding.UTF8.GetString(Next(samples));

    private void Change(List<byte> bytes)
    {
        var at = bytes.Count == 0 ? 0 : _random.Next(bytes.Count);
        switch (_random.Next(6))
        {
            case 0 when bytes.Count > 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1 when bytes.Count > 0:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 12), bytes.Count - at));
                break;
            case 2:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Strange[_random.Next(Strange.Length)]));
                break;
            case 3 when bytes.Count > 0:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 40), bytes.Count - at)));
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat((byte)"[{(\"a0 "[_random.Next(7)], _random.Next(1, 300)));
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
