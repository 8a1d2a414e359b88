using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>
/// Writes down what administrators, app code and the command line did. Changes of rows are recorded by <see cref="ChangeRecorder"/>; this is for what is no change of
/// rows, such as a mail that somebody sent, or is made by statements of one's own.
/// </summary>
internal sealed class AuditLog(NpgsqlDataSource dataSource, TimeProvider time)
{
    private const string Insert =
        """
        INSERT INTO audit_log (at, actor_kind, actor_id, actor_name, actor_subject, action, subject_kind, subject_id, before, after, address, reference)
        VALUES (@at, @actor_kind, @actor_id, @actor_name, @actor_subject, @action, @subject_kind, @subject_id, @before, @after, @address, @reference)
        """;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Records something by itself, under the author of this request or command.</summary>
    public async Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await RecordAsync(connection, null, entry, cancellationToken);
    }

    /// <summary>Records something in the transaction of the change that it tells of.</summary>
    /// <param name="connection">Where the change is made.</param>
    /// <param name="transaction">Its transaction; null where there is none.</param>
    /// <param name="entry">What was done.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <exception cref="InvalidOperationException">Nobody is at work whose changes are logged.</exception>
    public async Task RecordAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, AuditEntry entry, CancellationToken cancellationToken)
    {
        var record = Describe(entry, AuditAuthors.Current ?? throw new InvalidOperationException("Nobody is at work whose changes are logged."), time.GetUtcNow());
        await using var command = new NpgsqlCommand(Insert, connection, transaction);
        Add("at", NpgsqlDbType.TimestampTz, record.At);
        Add("actor_kind", NpgsqlDbType.Text, SnakeCase.Write(record.ActorKind));
        Add("actor_id", NpgsqlDbType.Uuid, record.ActorId);
        Add("actor_name", NpgsqlDbType.Text, record.ActorName);
        Add("actor_subject", NpgsqlDbType.Text, record.ActorSubject);
        Add("action", NpgsqlDbType.Text, record.Action);
        Add("subject_kind", NpgsqlDbType.Text, record.SubjectKind);
        Add("subject_id", NpgsqlDbType.Text, record.SubjectId);
        Add("before", NpgsqlDbType.Jsonb, record.Before);
        Add("after", NpgsqlDbType.Jsonb, record.After);
        Add("address", NpgsqlDbType.Text, record.Address);
        Add("reference", NpgsqlDbType.Text, record.Reference);
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add(string name, NpgsqlDbType type, object? value) => command.Parameters.Add(new NpgsqlParameter(name, type) { Value = value ?? DBNull.Value });
    }

    /// <summary>Adds a record to what a context is about to save.</summary>
    public static void Record(ConnectDbContext context, AuditEntry entry, AuditAuthor author, DateTimeOffset now) => context.AuditRecords.Add(Describe(entry, author, now));

    private static AuditRecord Describe(AuditEntry entry, AuditAuthor author, DateTimeOffset now) => new()
    {
        At = now,
        ActorKind = author.Kind,
        ActorId = author.Id,
        ActorName = author.Name,
        ActorSubject = author.Subject,
        Action = entry.Action,
        SubjectKind = entry.SubjectKind,
        SubjectId = entry.SubjectId,
        Before = entry.Before is { } before ? JsonSerializer.Serialize(before, Json) : null,
        After = entry.After is { } after ? JsonSerializer.Serialize(after, Json) : null,
        Address = author.Address,
        Reference = author.Reference,
    };
}
