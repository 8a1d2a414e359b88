using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;

namespace RingCentral.Connect.Notifications.Mail.Unsubscribing;

/// <summary>Ends reminders. It holds for the connection, now and later; the first mail of an incident is none and still comes.</summary>
internal sealed class MailOptOuts(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>Ends the reminders of a connection; once more does nothing, and so does one for a connection that is gone.</summary>
    public async Task EndRemindersAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            WITH wish AS (
              INSERT INTO mail_opt_outs (connection_id, opted_out_at) SELECT id, {time.GetUtcNow()} FROM connections WHERE id = {connectionId}
              ON CONFLICT (connection_id) DO NOTHING)
            UPDATE mails SET state = 'dropped', last_error = 'opted out' WHERE connection_id = {connectionId} AND kind = 'reminder' AND state = 'pending'
            """,
            cancellationToken);
    }
}
