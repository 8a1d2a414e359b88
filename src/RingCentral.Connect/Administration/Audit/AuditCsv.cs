using System.Globalization;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Exporting;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>The audit log as a table for other programs (RFC 4180).</summary>
internal static class AuditCsv
{
    public const string Header = "at,actor_kind,actor_id,actor_name,actor_subject,action,subject_kind,subject_id,before,after,address,reference";

    /// <summary>A line without its end.</summary>
    public static string Line(AuditRecord record) => CsvFields.Line(
    [
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
    ]);
}
