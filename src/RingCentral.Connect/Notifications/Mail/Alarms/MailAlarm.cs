using Npgsql;
using RingCentral.Connect.Data.Alarms;

namespace RingCentral.Connect.Notifications.Mail.Alarms;

/// <summary>
/// The mail server takes no mail: some that is due has been waiting for a quarter of an hour after a failed attempt, and none was sent meanwhile. A single address that is
/// refused for the moment is no alarm as long as others go.
/// </summary>
internal sealed class MailAlarm(NpgsqlDataSource dataSource, TimeProvider time) : IAlarmSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private const string Waiting =
        """
        SELECT count(*), min(due_at), (array_agg(last_error ORDER BY next_attempt_at DESC))[1]
          FROM mails
         WHERE state = 'pending' AND attempts > 0 AND last_error IS NOT NULL AND due_at <= @since
           AND NOT EXISTS (SELECT 1 FROM mails WHERE state = 'sent' AND sent_at > @since)
        """;

    public IReadOnlyList<AlarmKind> Kinds { get; } = [AlarmKind.MailFailing];

    public async Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = dataSource.CreateCommand(Waiting);
        command.Parameters.AddWithValue("since", now - Patience);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0) is var count and > 0
            ? [new Trouble(AlarmKind.MailFailing, "", Detail(count, now - reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2)))]
            : [];
    }

    private static string Detail(long count, TimeSpan since, string why) => FormattableString.Invariant(
        $"{(count == 1 ? "A mail waits" : $"{count} mails wait")}, the first for {since.TotalMinutes:0} minutes, and none could be sent. The last failure: {why}.");
}
