using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Digests;

/// <summary>Reads what a digest tells.</summary>
internal sealed class DigestReader(TimeProvider time)
{
    /// <summary>How many connections a list shows; one more tells that there are more.</summary>
    public const int Shown = 20;

    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(7);
    private static readonly TimeSpan LapsesWithin = TimeSpan.FromDays(3);

    /// <summary>The report of a digest.</summary>
    /// <param name="context">Only read from.</param>
    /// <param name="digest">When the digest is for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DigestReport> ReadAsync(ConnectDbContext context, DateTimeOffset digest, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = await SinceAsync(context, digest, cancellationToken);
        var counts = await context.Connections.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var waiting = await context.Connections.AsNoTracking()
            .Where(row => row.State == ConnectionState.NeedsReauthorization && row.StateSince > since)
            .OrderByDescending(row => row.StateSince).Take(Shown + 1).ToListAsync(cancellationToken);
        return new DigestReport(since, counts)
        {
            Reasons = await ReasonsAsync(context, since, cancellationToken),
            Waiting = waiting,
            Alarms = await context.Alarms.AsNoTracking().Where(alarm => alarm.ClosedAt == null).OrderBy(alarm => alarm.OpenedAt).ToListAsync(cancellationToken),
            Lapses = await LapsesAsync(context, now, cancellationToken),
        };
    }

    private static async Task<DateTimeOffset> SinceAsync(ConnectDbContext context, DateTimeOffset digest, CancellationToken cancellationToken)
    {
        var longestAgo = digest - LongestAgo;
        var last = await context.Mails
            .Where(mail => mail.Kind == MailKind.Digest && mail.State == MailState.Sent && mail.Incident < digest && mail.Incident > longestAgo)
            .MaxAsync(mail => (DateTimeOffset?)mail.Incident, cancellationToken);
        return last ?? longestAgo;
    }

    private static async Task<IReadOnlyList<(StateReason Reason, int Count)>> ReasonsAsync(ConnectDbContext context, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var reasons = await context.ConnectionEvents
            .Where(entry => entry.Type == EventTypes.ReauthorizationRequired && entry.OccurredAt > since)
            .GroupBy(entry => entry.Reason).Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count).ToListAsync(cancellationToken);
        return [.. reasons.Select(group => (SnakeCase.TryRead<StateReason>(group.Key ?? "", out var reason) ? reason : StateReason.Other, group.Count))];
    }

    private static async Task<IReadOnlyList<Lapse>> LapsesAsync(ConnectDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limit = now + LapsesWithin;
        return await context.Connections
            .Where(connection => connection.State == ConnectionState.Active && connection.Kind == ConnectionKind.AuthorizationCode)
            .Join(
                context.Sessions.Where(session => session.SessionExpiresAt < limit),
                connection => connection.Id,
                session => session.ConnectionId,
                (connection, session) => new { connection.ExternalId, connection.OwnerName, session.SessionExpiresAt })
            .OrderBy(row => row.SessionExpiresAt).Take(Shown + 1)
            .Select(row => new Lapse(row.ExternalId, row.OwnerName, row.SessionExpiresAt!.Value)).ToListAsync(cancellationToken);
    }
}
