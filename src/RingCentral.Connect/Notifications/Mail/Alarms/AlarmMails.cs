using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Alarms;

/// <summary>
/// Writes a mail to each administrator when an alarm opens, and one when it closes. An alarm that opens again within half an hour is told of when that is over,
/// if it still is on: one that comes and goes would fill mail boxes.
/// </summary>
internal sealed class AlarmMails(IDbContextFactory<ConnectDbContext> contexts, IOptions<AdministratorMailOptions> administrators, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    /// <summary>Looks at the alarms once.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (administrators.Value.NotifyAddresses.Count == 0)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var alarm in await UntoldAsync(context, cancellationToken))
        {
            foreach (var recipient in administrators.Value.NotifyAddresses)
            {
                await AddAsync(context, MailKind.AlarmOpened, alarm, recipient, cancellationToken);
            }
        }

        foreach (var (alarm, recipient) in await UntoldEndsAsync(context, cancellationToken))
        {
            await AddAsync(context, MailKind.AlarmClosed, alarm, recipient, cancellationToken);
        }
    }

    private async Task<List<Alarm>> UntoldAsync(ConnectDbContext context, CancellationToken cancellationToken)
    {
        var quietSince = time.GetUtcNow() - Quiet;
        var told = context.Mails.Where(mail => mail.Kind == MailKind.AlarmOpened)
            .Join(context.Alarms, mail => mail.AlarmId, alarm => alarm.Id, (mail, alarm) => new { mail.CreatedAt, alarm.Id, alarm.Kind, alarm.Subject });
        return await context.Alarms.AsNoTracking()
            .Where(alarm => alarm.ClosedAt == null && alarm.Kind != AlarmKind.MailFailing // It would not arrive.
                && !told.Any(other => other.Id == alarm.Id || (other.Kind == alarm.Kind && other.Subject == alarm.Subject && other.CreatedAt > quietSince)))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<(Alarm Alarm, string Recipient)>> UntoldEndsAsync(ConnectDbContext context, CancellationToken cancellationToken)
    {
        var ends = await context.Mails.AsNoTracking()
            .Where(mail => mail.Kind == MailKind.AlarmOpened && mail.State == MailState.Sent
                && !context.Mails.Any(other => other.Kind == MailKind.AlarmClosed && other.AlarmId == mail.AlarmId && other.Recipient == mail.Recipient))
            .Join(context.Alarms.Where(alarm => alarm.ClosedAt != null), mail => mail.AlarmId, alarm => alarm.Id, (mail, alarm) => new { alarm, mail.Recipient })
            .ToListAsync(cancellationToken);
        return [.. ends.Select(end => (end.alarm, end.Recipient))];
    }

    private Task<int> AddAsync(ConnectDbContext context, MailKind kind, Alarm alarm, string recipient, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO mails (id, kind, alarm_id, incident, number, recipient, due_at, state, attempts, created_at)
            VALUES ({Guid.CreateVersion7(now)}, {SnakeCase.Write(kind)}, {alarm.Id}, {alarm.OpenedAt}, 0, {recipient}, {now}, 'pending', 0, {now})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }
}
