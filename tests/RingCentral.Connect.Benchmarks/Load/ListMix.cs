using System.Globalization;
using System.Text.Json;

namespace RingCentral.Connect.Benchmarks.Load;

/// <summary>What callers ask of a list: any filter as often as any other, the awkward ones too, and now and then the next page of what they got last.</summary>
internal sealed class ListMix
{
    private readonly Random _random;
    private readonly (string Kind, Func<string> Query)[] _kinds;
    private string _lastQuery = "";
    private string? _lastCursor;

    public ListMix(Random random, int fleet, DateTimeOffset now)
    {
        _random = random;
        string Number() => random.Next(1, fleet).ToString(CultureInfo.InvariantCulture);
        string In(double hours) => now.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _kinds =
        [
            ("everything", () => ""),
            ("state=active", () => "state=active"),
            ("state=needs_reauthorization", () => "state=needs_reauthorization"),
            ("state=blocked", () => "state=blocked"),
            ("health=healthy", () => "health=healthy"),
            ("health=at_risk", () => "health=at_risk"),
            ("health=expiring", () => "health=expiring"),
            ("external_id", () => "external_id=user-" + Number()),
            ("owner_id", () => "owner_id=" + random.Next(300_000_001, 300_000_000 + fleet).ToString(CultureInfo.InvariantCulture)),
            ("account_id", () => "account_id=" + random.Next(400_000_001, 400_000_000 + (fleet / 20)).ToString(CultureInfo.InvariantCulture)),
            ("email", () => $"email=User{Number()}@example.com"),
            ("q, one", () => "q=user-" + Number()),
            ("q, some", () => "q=" + random.Next(1_000, 99_999).ToString(CultureInfo.InvariantCulture)),
            ("q, all", () => "q=example"),
            ("q, two characters", () => "q=" + random.Next(10, 99).ToString(CultureInfo.InvariantCulture)),
            ("q, one character", () => "q=" + (char)('a' + random.Next(26))),
            ("q, across words", () => "q=%40example.c"),
            ("metadata, some", () => "metadata.tenant=t" + random.Next(1_000).ToString(CultureInfo.InvariantCulture)),
            ("metadata, a third", () => "metadata.plan=gold"),
            ("metadata, all at the end", () => "metadata.region=eu"),
            ("expires_before, soon", () => "expires_before=" + In(20)),
            ("expires_before, days", () => "expires_before=" + In(24 * 8)),
            ("state, q", () => "state=needs_reauthorization&q=" + random.Next(100, 999).ToString(CultureInfo.InvariantCulture)),
            ("state, metadata", () => "state=active&metadata.plan=gold&metadata.tenant=t" + random.Next(1_000).ToString(CultureInfo.InvariantCulture)),
            ("health, metadata", () => "health=at_risk&metadata.plan=gold"),
            ("account_id, q", () => $"account_id={random.Next(400_000_001, 400_000_000 + (fleet / 20)).ToString(CultureInfo.InvariantCulture)}&q=user"),
        ];
    }

    /// <summary>An id from the last page.</summary>
    public Guid LastId { get; private set; }

    public (string Kind, string Query) Next()
    {
        if (_lastCursor is { } cursor && _random.Next(4) == 0)
        {
            return ("next page", $"{_lastQuery}&cursor={cursor}");
        }

        var (kind, query) = _kinds[_random.Next(_kinds.Length)];
        _lastQuery = query();
        return (kind, _lastQuery);
    }

    /// <summary>Takes note of an answer.</summary>
    public void Take(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        _lastCursor = answer.RootElement.GetProperty("next_cursor").GetString();
        if (answer.RootElement.GetProperty("data") is { } data && data.GetArrayLength() > 0)
        {
            LastId = data[0].GetProperty("id").GetGuid();
        }
    }
}
