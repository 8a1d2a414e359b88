using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace RingCentral.Connect.Data.Conventions;

/// <summary>Stores an enumeration by the name that the HTTP API gives it, so that a row can be read without the code.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => SnakeCase.Write(value), text => SnakeCase.Read<TEnum>(text))
    where TEnum : struct, Enum;

/// <summary>The names of enumeration members in the database and in the HTTP API: <c>NeedsReauthorization</c> is <c>needs_reauthorization</c>.</summary>
public static class SnakeCase
{
    /// <summary>The member's name in snake case.</summary>
    public static string Write<TEnum>(TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByValue[value];

    /// <summary>The member of that name.</summary>
    /// <exception cref="FormatException">No member has the name.</exception>
    public static TEnum Read<TEnum>(string text)
        where TEnum : struct, Enum =>
        TryRead<TEnum>(text, out var value) ? value : throw new FormatException($"'{text}' is no {typeof(TEnum).Name}.");

    /// <summary>The member of that name, if there is one.</summary>
    public static bool TryRead<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum => Names<TEnum>.ByName.TryGetValue(text, out value);

    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, TEnum> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
