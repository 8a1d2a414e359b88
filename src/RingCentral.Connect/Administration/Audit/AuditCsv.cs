using System.Globalization;
using System.Text;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>The audit log as a table for other programs (RFC 4180).</summary>
internal static class AuditCsv
{
    public const string Header = "at,actor_kind,actor_id,actor_name,actor_subject,action,subject_kind,subject_id,before,after,address,reference";

    /// <summary>A line without its end.</summary>
    public static string Line(AuditRecord record) => string.Join(',', new[]
    {
        record.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        SnakeCase.Write(record.ActorKind),
        record.ActorId?.ToString(),
        record.ActorName,
        record.ActorSubject,
        record.Action,
        record.SubjectKind,
        record.SubjectId,
        record.Before,
        record.After,
        record.Address,
        record.Reference,
    }.Select(Cell));

    /// <summary>Quoted where it must be; and so that a spreadsheet takes no text of somebody else's for a formula.</summary>
    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? new StringBuilder("\"").Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString() : safe;
    }
}
