using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.KeepAlive.Alarms;

/// <summary>Keeps one row per incident: opened by whichever node sees it first, updated while it lasts, closed when it is over.</summary>
internal sealed partial class AlarmBook(
    NpgsqlDataSource dataSource, IDbContextFactory<ConnectDbContext> contexts, TimeProvider time, ILogger<AlarmBook> logger)
{
    private const string Open =
        """
        INSERT INTO alarms (id, kind, subject, detail, opened_at, updated_at) VALUES (@id, @kind, @subject, @detail, @now, @now)
        ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET detail = excluded.detail, updated_at = excluded.updated_at
        RETURNING opened_at = updated_at
        """;

    private const string Close =
        "UPDATE alarms SET closed_at = @now, updated_at = @now WHERE kind = @kind AND subject = @subject AND closed_at IS NULL RETURNING 1";

    /// <summary>Opens, updates or closes the alarm of a kind and subject.</summary>
    /// <param name="kind">What is the matter.</param>
    /// <param name="subject">With what, where there can be several.</param>
    /// <param name="detail">In a sentence; null where nothing is the matter.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SetAsync(AlarmKind kind, string subject, string? detail, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(detail is null ? Close : Open);
        command.Parameters.AddWithValue("kind", SnakeCase.Write(kind));
        command.Parameters.AddWithValue("subject", subject);
        command.Parameters.AddWithValue("now", now);
        if (detail is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid>("id", NpgsqlDbType.Uuid) { TypedValue = Guid.CreateVersion7(now) });
            command.Parameters.AddWithValue("detail", detail);
        }

        var changed = await command.ExecuteScalarAsync(cancellationToken);
        if (detail is not null && changed is true)
        {
            Log.Opened(logger, kind, subject, detail);
        }
        else if (detail is null && changed is not null)
        {
            Log.Closed(logger, kind, subject);
        }
    }

    /// <summary>The incidents that last.</summary>
    public async Task<IReadOnlyList<Alarm>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Alarms.AsNoTracking().Where(alarm => alarm.ClosedAt == null).OrderBy(alarm => alarm.OpenedAt).ToListAsync(cancellationToken);
    }

    /// <summary>An administrator takes note of an incident. Acknowledging the mass brake lets the sessions be flagged that it held back.</summary>
    /// <returns>Whether there is such an incident now.</returns>
    public async Task<bool> AcknowledgeAsync(AlarmKind kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await context.Alarms.Where(alarm => alarm.Kind == kind && alarm.ClosedAt == null).ToListAsync(cancellationToken);
        open.ForEach(alarm => alarm.AcknowledgedAt = now);
        await context.SaveChangesAsync(cancellationToken);
        return open.Count > 0;
    }

    /// <summary>The same, of one incident.</summary>
    /// <returns>Whether it is on and was not acknowledged before.</returns>
    public async Task<bool> AcknowledgeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Alarms.SingleOrDefaultAsync(alarm => alarm.Id == id && alarm.ClosedAt == null && alarm.AcknowledgedAt == null, cancellationToken) is not { } alarm)
        {
            return false;
        }

        alarm.AcknowledgedAt = time.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Alarm {Kind} {Subject}: {Detail}")]
        public static partial void Opened(ILogger logger, AlarmKind kind, string subject, string detail);

        [LoggerMessage(2, LogLevel.Information, "Alarm {Kind} {Subject} is over.")]
        public static partial void Closed(ILogger logger, AlarmKind kind, string subject);
    }
}
