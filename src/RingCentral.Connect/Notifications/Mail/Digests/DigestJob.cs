using System.ComponentModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Data;

namespace RingCentral.Connect.Notifications.Mail.Digests;

/// <summary>Writes a digest to each administrator on every day that has news, and on Mondays in any case, so that its absence means something.</summary>
internal sealed class DigestJob(
    IDbContextFactory<ConnectDbContext> contexts,
    DigestReader reader,
    IOptions<SmtpOptions> smtp,
    IOptions<AdministratorMailOptions> administrators,
    TimeProvider time)
{
    [DisplayName("Digest: mail to administrators")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!smtp.Value.IsOn || administrators.Value.NotifyAddresses.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var digest = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (now.DayOfWeek != DayOfWeek.Monday && !(await reader.ReadAsync(context, digest, cancellationToken)).HasNews)
        {
            return;
        }

        foreach (var recipient in administrators.Value.NotifyAddresses)
        {
            // The job may run twice within its hour.
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO mails (id, kind, incident, number, recipient, due_at, state, attempts, created_at)
                VALUES ({Guid.CreateVersion7(now)}, 'digest', {digest}, 0, {recipient}, {now}, 'pending', 0, {now})
                ON CONFLICT DO NOTHING
                """,
                cancellationToken);
        }
    }
}
