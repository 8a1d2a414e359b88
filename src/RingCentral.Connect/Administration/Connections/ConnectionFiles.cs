using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Administration.Connections;

/// <summary>Reads all that an administrator may see of one connection.</summary>
internal sealed class ConnectionFiles(ConnectionReader connections, IDbContextFactory<ConnectDbContext> contexts)
{
    private const int PageSize = 30;
    private const int DaysOfUse = 7;

    private static readonly string[] Trouble =
    [
        EventTypes.ReauthorizationRequired, EventTypes.Blocked, EventTypes.AtRisk, EventTypes.Expiring, EventTypes.RotationFailed, EventTypes.MailFailed, EventTypes.Disconnected,
    ];

    /// <summary>Reads it.</summary>
    /// <returns>Null where there is no such connection.</returns>
    public async Task<ConnectionFile?> ReadAsync(Guid id, HistoryPlace place, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken) is not { } snapshot)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var events = await EventsAsync(context, id, place, cancellationToken);
        var isLast = events.Count <= PageSize;
        var shown = isLast ? events : events[..PageSize];
        var today = DateOnly.FromDateTime(snapshot.ReadAt.UtcDateTime);
        var days = Enumerable.Range(0, DaysOfUse).Select(back => today.AddDays(-back)).ToArray();
        return new ConnectionFile(snapshot)
        {
            Events = shown,
            OlderThan = isLast ? null : shown[^1].Sequence,
            Mails = place.Before is null ? await MailsAsync(context, id, isLast ? null : shown[^1].OccurredAt, cancellationToken) : [],
            LastMailAt = await context.Mails.Where(mail => mail.ConnectionId == id).MaxAsync(mail => mail.SentAt, cancellationToken),
            Days = days,
            Uses = await UsesAsync(context, id, days, cancellationToken),
        };
    }

    /// <summary>One more than a page shows, to know whether there are older ones.</summary>
    private static Task<List<ConnectionEvent>> EventsAsync(ConnectDbContext context, Guid id, HistoryPlace place, CancellationToken cancellationToken)
    {
        var events = context.ConnectionEvents.AsNoTracking().Where(entry => entry.ConnectionId == id);
        if (place.Before is { } before)
        {
            events = events.Where(entry => entry.Sequence < before);
        }

        if (place.OnlyTrouble)
        {
            events = events.Where(entry => Trouble.Contains(entry.Type));
        }

        return events.OrderByDescending(entry => entry.Sequence).Take(PageSize + 1).ToListAsync(cancellationToken);
    }

    /// <summary>Those that were dropped before they were sent, since they were not needed any more, are no news to anybody.</summary>
    private static Task<List<OutgoingMail>> MailsAsync(ConnectDbContext context, Guid id, DateTimeOffset? since, CancellationToken cancellationToken) =>
        context.Mails.AsNoTracking()
            .Where(mail => mail.ConnectionId == id && mail.State != MailState.Dropped && (since == null || mail.DueAt >= since))
            .OrderByDescending(mail => mail.DueAt).Take(PageSize)
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<KeyUses>> UsesAsync(ConnectDbContext context, Guid id, DateOnly[] days, CancellationToken cancellationToken)
    {
        var oldest = days[^1];
        var uses = await context.TokenUses.AsNoTracking()
            .Where(use => use.ConnectionId == id && use.Day >= oldest)
            .LeftJoin(context.ApiKeys, use => use.KeyId, key => key.Id, (use, key) => new { use.Day, use.Count, use.KeyId, key!.Name })
            .ToListAsync(cancellationToken);
        return
        [
            .. uses.GroupBy(use => use.KeyId)
                .Select(key => new KeyUses(
                    key.First().Name ?? "A key that is gone", [.. days.Select(day => key.Where(use => use.Day == day).Sum(use => use.Count))]))
                .OrderByDescending(key => key.Counts.Sum()),
        ];
    }
}
