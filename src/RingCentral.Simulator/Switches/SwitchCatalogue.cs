using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace RingCentral.Simulator.Switches;

/// <summary>Every switch by its name on the wire; reads and prints values without knowing any of them.</summary>
internal static class SwitchCatalogue
{
    public static IReadOnlyList<SwitchEntry> All { get; } =
    [
        .. typeof(SwitchValues).GetProperties()
            .Select(property => (Property: property, Switch: property.GetCustomAttribute<SwitchAttribute>()))
            .Where(pair => pair.Switch is not null)
            .Select(pair => new SwitchEntry(NameOf(pair.Property.Name), pair.Switch!.Room, pair.Switch.Meaning, pair.Property)),
    ];

    private static readonly Dictionary<string, SwitchEntry> ByName = All.ToDictionary(entry => entry.Name);

    public static bool TryFind(string name, [NotNullWhen(true)] out SwitchEntry? entry)
    {
        return ByName.TryGetValue(name, out entry);
    }

    /// <summary>A copy of <paramref name="values"/> with the named switches set; a <see cref="FormatException"/> says what is wrong.</summary>
    public static SwitchValues Apply(SwitchValues values, IReadOnlyDictionary<string, object> changes)
    {
        var copy = values with { };
        foreach (var (name, value) in changes)
        {
            ByName[name].Property.SetValue(copy, value);
        }

        return copy;
    }

    public static string NameOf(string identifier)
    {
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(identifier);
    }
}

internal sealed record SwitchEntry(string Name, string Room, string Meaning, PropertyInfo Property)
{
    public Type Kind => Property.PropertyType;

    public IReadOnlyList<string> Choices => Kind.IsEnum ? [.. Enum.GetNames(Kind).Select(ChoiceName)] : [];

    public string Print(SwitchValues values)
    {
        return Property.GetValue(values) switch
        {
            TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
            bool flag => flag ? "true" : "false",
            Enum choice => ChoiceName(choice.ToString()),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };
    }

    public object Read(string text)
    {
        if (Kind == typeof(string))
        {
            return text;
        }

        object? value = Kind switch
        {
            var kind when kind == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            var kind when kind == typeof(int) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null,
            var kind when kind == typeof(TimeSpan) => ReadSpan(text),
            _ => Choices.Contains(text) ? Enum.Parse(Kind, Enum.GetNames(Kind)[Choices.ToList().IndexOf(text)]) : null,
        };
        return value ?? throw new FormatException($"{Name}: \"{text}\" is not {Expected()}.");
    }

    public object Read(JsonElement json)
    {
        return json.ValueKind switch
        {
            JsonValueKind.String => Read(json.GetString()!),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Read(json.GetRawText()),
            _ => throw new FormatException($"{Name}: expected {Expected()}."),
        };
    }

    private static TimeSpan? ReadSpan(string text)
    {
        // A bare number would be read as days; durations are always [d.]hh:mm:ss here.
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero ? span : null;
    }

    private static string ChoiceName(string identifier)
    {
        // RS256 and HS256 keep their registered names.
        return identifier.EndsWith("S256", StringComparison.Ordinal) ? identifier : SwitchCatalogue.NameOf(identifier).Replace("__", "_", StringComparison.Ordinal);
    }

    private string Expected()
    {
        return Kind switch
        {
            var kind when kind == typeof(bool) => "true or false",
            var kind when kind == typeof(int) => "a whole number from 0",
            var kind when kind == typeof(TimeSpan) => "a duration like 00:00:20 or 7.00:00:00",
            var kind when kind == typeof(string) => "a text",
            _ => "one of " + string.Join(", ", Choices),
        };
    }
}
