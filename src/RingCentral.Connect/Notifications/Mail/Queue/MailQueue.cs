using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Queue;

/// <summary>
/// Takes due mails up and writes down what became of them. Whoever takes a mail up holds it for a while; if that node dies, another takes it up when the
/// while is over.
/// </summary>
internal sealed class MailQueue(IDbContextFactory<ConnectDbContext> contexts, NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>One a day to one person.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Nodes take mails up one after the other: only so do two of them not write to the same person.</summary>
    private const long TakingUp = 0x6d61696c;

    /// <summary>A reminder that was overtaken by the next one, or by the first mail, is one too many.</summary>
    private const string DropOvertaken =
        """
        UPDATE mails late SET state = 'dropped', last_error = 'overtaken'
         WHERE late.state = 'pending' AND late.kind = 'reminder' AND late.due_at <= @now
           AND EXISTS (
             SELECT 1 FROM mails other
              WHERE other.connection_id = late.connection_id AND other.incident = late.incident AND other.state = 'pending'
                AND (other.kind = 'reauthorization_required' OR (other.kind = 'reminder' AND other.number > late.number AND other.due_at <= @now)))
        """;

    private const string PutOff =
        """
        UPDATE mails m SET due_at = last.sent_at + @day
          FROM (SELECT lower(recipient) AS person, max(sent_at) AS sent_at
                  FROM mails
                 WHERE state = 'sent' AND kind = ANY(@one_a_day) AND sent_at > @now - @day
                   AND lower(recipient) IN (SELECT lower(recipient) FROM mails WHERE state = 'pending' AND due_at <= @now AND kind = ANY(@one_a_day))
                 GROUP BY 1) last
         WHERE m.state = 'pending' AND m.due_at <= @now AND m.kind = ANY(@one_a_day) AND lower(m.recipient) = last.person
        """;

    /// <summary>Looks once more at what was sent: a mail under way may have become one since the statement before.</summary>
    private const string Take =
        """
        WITH due AS (
          SELECT id, row_number() OVER (PARTITION BY CASE WHEN kind = ANY(@one_a_day) THEN lower(recipient) ELSE id::text END ORDER BY number, due_at, id) AS turn
            FROM mails m
           WHERE state = 'pending' AND due_at <= @now AND (next_attempt_at IS NULL OR next_attempt_at <= @now)
             AND NOT (kind = ANY(@one_a_day) AND EXISTS (
               SELECT 1 FROM mails other
                WHERE ((other.state = 'pending' AND other.next_attempt_at > @now) OR (other.state = 'sent' AND other.sent_at > @now - @day))
                  AND other.kind = ANY(@one_a_day) AND lower(other.recipient) = lower(m.recipient) AND other.id <> m.id))),
        taken AS (
          SELECT m.id FROM mails m JOIN due USING (id) WHERE due.turn = 1 ORDER BY m.due_at LIMIT @limit FOR UPDATE OF m SKIP LOCKED)
        UPDATE mails m SET next_attempt_at = @now + @hold, attempts = m.attempts + 1 FROM taken WHERE m.id = taken.id RETURNING m.id
        """;

    private const string Keep =
        "UPDATE mails SET next_attempt_at = @now + @hold WHERE id = @id AND attempts = @attempts AND state = 'pending' RETURNING 1";

    /// <summary>What was sent was sent, even if it was no longer wanted.</summary>
    private const string Sent = "UPDATE mails SET state = 'sent', sent_at = @now, last_error = NULL WHERE id = @id";

    private const string Drop =
        "UPDATE mails SET state = 'dropped', last_error = @error WHERE id = @id AND attempts = @attempts AND state = 'pending'";

    private static readonly string Fail =
        $"""
        WITH failed AS (
          UPDATE mails SET state = 'failed', last_error = @error WHERE id = @id AND attempts = @attempts AND state = 'pending' RETURNING connection_id),
        counted AS (
          UPDATE connections c SET event_sequence = c.event_sequence + 1 FROM failed WHERE c.id = failed.connection_id RETURNING c.id, c.event_sequence)
        INSERT INTO connection_events (connection_id, sequence, type, occurred_at, actor)
        SELECT id, event_sequence, '{EventTypes.MailFailed}', @now, 'system' FROM counted
        """;

    private const string Postpone =
        "UPDATE mails SET next_attempt_at = @now + @wait, last_error = @error WHERE id = @id AND attempts = @attempts AND state = 'pending'";

    /// <summary>Takes up what is due, at most one mail a person.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="hold">How long they are left to the caller.</param>
    /// <param name="cancellationToken">The node stops.</param>
    public async Task<IReadOnlyList<OutgoingMail>> TakeAsync(int limit, TimeSpan hold, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TakingUp})", cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await ExecuteAsync(new NpgsqlCommand(DropOvertaken, connection), [], cancellationToken);
        await ExecuteAsync(new NpgsqlCommand(PutOff, connection), [("day", Day), ("one_a_day", MailKinds.OneADay)], cancellationToken);
        var ids = await ReadIdsAsync(new NpgsqlCommand(Take, connection), [("hold", hold), ("limit", limit), ("day", Day), ("one_a_day", MailKinds.OneADay)], cancellationToken);
        var mails = await context.Mails.AsNoTracking().Where(mail => ids.Contains(mail.Id)).OrderBy(mail => mail.DueAt).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return mails;
    }

    /// <summary>Holds a mail for a further while, right before it is sent.</summary>
    /// <returns>False where it is not the caller's any more: it was dropped, or the while was over.</returns>
    public async Task<bool> KeepAsync(OutgoingMail mail, TimeSpan hold, CancellationToken cancellationToken) =>
        await ChangeAsync(Keep, mail, [("hold", hold)], cancellationToken);

    /// <summary>The mail server has taken it.</summary>
    public Task SentAsync(OutgoingMail mail, CancellationToken cancellationToken) => ChangeAsync(Sent, mail, [], cancellationToken);

    /// <summary>It was no longer needed.</summary>
    public Task DropAsync(OutgoingMail mail, string why, CancellationToken cancellationToken) =>
        ChangeAsync(Drop, mail, [("error", why)], cancellationToken);

    /// <summary>The mail server will not take it; the connection's history says so.</summary>
    public Task FailAsync(OutgoingMail mail, string why, CancellationToken cancellationToken) => ChangeAsync(Fail, mail, [("error", why)], cancellationToken);

    /// <summary>Another time.</summary>
    public Task PostponeAsync(OutgoingMail mail, TimeSpan wait, string why, CancellationToken cancellationToken) =>
        ChangeAsync(Postpone, mail, [("wait", wait), ("error", why)], cancellationToken);

    private async Task<bool> ChangeAsync(string sql, OutgoingMail mail, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        Add(command, [("id", mail.Id), ("attempts", mail.Attempts), .. parameters]);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task ExecuteAsync(NpgsqlCommand command, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using (command)
        {
            Add(command, parameters);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<List<Guid>> ReadIdsAsync(NpgsqlCommand command, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using (command)
        {
            Add(command, parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var ids = new List<Guid>();
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetGuid(0));
            }

            return ids;
        }
    }

    private void Add(NpgsqlCommand command, (string Name, object Value)[] parameters)
    {
        command.Parameters.AddWithValue("now", time.GetUtcNow());
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }
    }
}
