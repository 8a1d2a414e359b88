using System.Globalization;
using System.Text.RegularExpressions;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Reads query parameters, and gathers what is wrong with them.</summary>
internal sealed partial class QueryReader(IQueryCollection query)
{
    private const int LongestText = 1024;

    private readonly Dictionary<string, string[]> _errors = [];

    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>The parameter's text; null where it is absent. PostgreSQL's text holds no U+0000.</summary>
    public string? Text(string name, int longest = LongestText)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        var text = values.ToString();
        return text.Length > 0 && text.Length <= longest && !text.Contains('\0') ? text : Refuse<string>(name, $"must be 1 to {longest} characters");
    }

    public T? Name<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return SnakeCase.TryRead<T>(text, out var value)
            ? value
            : Refuse<T?>(name, $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(SnakeCase.Write))}");
    }

    public int Number(string name, int least, int most, int otherwise)
    {
        if (!query.ContainsKey(name))
        {
            return otherwise;
        }

        return int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<int>(name, $"must be a whole number from {least} to {most}");
    }

    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : Refuse<DateTimeOffset?>(name, "must be an instant such as 2026-01-31T12:00:00Z, with a plus sign written as %2B");
    }

    public Guid Cursor(string name) =>
        Text(name) is not { } text ? Guid.Empty : Cursors.TryRead(text, out var id) ? id : Refuse<Guid>(name, Cursors.Rule);

    /// <summary>Notes what is wrong.</summary>
    public T? Refuse<T>(string name, string message)
    {
        _errors[name] = [message];
        return default;
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Rfc3339();
}
