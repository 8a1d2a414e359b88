namespace RingCentral.Connect.Vault.Exporting;

/// <summary>
/// Fields of comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it: names and metadata come from
/// outside, and a file that is opened must not run anything.
/// </summary>
internal static class CsvFields
{
    private const string FormulaStarts = "=+-@\t\r\n";

    /// <summary>A line without its end.</summary>
    public static string Line(IEnumerable<string?> fields) => string.Join(',', fields.Select(Field));

    private static string Field(string? value)
    {
        var text = value is { Length: > 0 } && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value ?? "";
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
