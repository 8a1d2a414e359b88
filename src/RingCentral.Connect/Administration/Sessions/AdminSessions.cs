using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Administration.Sessions;

/// <summary>
/// The sessions of administrators. The database decides which are live: each node looks again after a few seconds, so that one that was ended anywhere is soon refused
/// everywhere.
/// </summary>
internal sealed class AdminSessions(IDbContextFactory<ConnectDbContext> contexts, TimeProvider time)
{
    /// <summary>How long a session lasts, used or not.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>How long a node believes what it read.</summary>
    public static readonly TimeSpan Belief = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan SeenExactness = TimeSpan.FromMinutes(1);

    /// <summary>More are not remembered at a time; whoever forges ids cannot fill the memory.</summary>
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<Guid, Remembered> _remembered = new();

    /// <summary>Opens a session, and records that somebody signed in.</summary>
    public async Task<AdminSession> OpenAsync(AdminPerson person, HttpContext http)
    {
        var now = time.GetUtcNow();
        var session = new AdminSession
        {
            Id = Guid.CreateVersion7(now),
            Name = Cut(person.Name),
            Subject = person.Subject is { } subject ? Cut(subject) : null,
            Role = person.Role,
            Method = person.Method,
            CreatedAt = now,
            LastSeenAt = now,
            EndsAt = now + Lifetime,
            Address = http.Connection.RemoteIpAddress?.ToString(),
            UserAgent = Browsers.Describe(http.Request.Headers.UserAgent.ToString()),
        };
        await using var context = await contexts.CreateDbContextAsync(http.RequestAborted);
        context.AdminSessions.Add(session);
        var entry = new AuditEntry("admin_session.opened", session.Id.ToString()) { After = new { session.Role, session.Method } };
        AuditLog.Record(context, entry, AdminIdentityExtensions.AuthorOf(session, http), now);
        await context.SaveChangesAsync(http.RequestAborted);
        return session;
    }

    /// <summary>The session of that id, if it is live.</summary>
    public async ValueTask<AdminSession?> FindLiveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!_remembered.TryGetValue(id, out var known) || time.GetElapsedTime(known.At) > Belief)
        {
            var at = time.GetTimestamp();
            known = new Remembered(await ReadAsync(id, cancellationToken), at);
            Remember(id, known);
        }

        return known.Session is { } session && IsLive(session, time.GetUtcNow()) ? session : null;
    }

    /// <summary>Those that are live, and those that ended in the last days; the latest first.</summary>
    /// <param name="of">Whose; null for everybody's.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<IReadOnlyList<AdminSession>> ListAsync(AdminSession? of, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TimeSpan.FromDays(7);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.AdminSessions.AsNoTracking().Where(session => session.EndsAt > since);
        return await (of is null ? rows : OfSamePerson(rows, of)).OrderByDescending(session => session.Id).Take(200).ToListAsync(cancellationToken);
    }

    /// <summary>Ends a session. Ending it twice is no error.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="by">Whose request it is: an administrator may end any, a viewer their own.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <returns>Whether there is such a session for them.</returns>
    public async Task<bool> EndAsync(Guid id, AdminSession by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await EndableBy(context, by).SingleOrDefaultAsync(session => session.Id == id, cancellationToken) is not { } session)
        {
            return false;
        }

        await EndAsync(context, [session], cancellationToken);
        return true;
    }

    /// <summary>Ends all sessions but this one: everybody's for an administrator, their own for a viewer.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EndOthersAsync(AdminSession by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var others = await EndableBy(context, by).Where(session => session.Id != by.Id && session.EndedAt == null && session.EndsAt > now).ToListAsync(cancellationToken);
        await EndAsync(context, others, cancellationToken);
        return others.Count;
    }

    private async Task EndAsync(ConnectDbContext context, IReadOnlyList<AdminSession> sessions, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var session in sessions.Where(session => IsLive(session, now)))
        {
            session.EndedAt = now;
        }

        await context.SaveChangesAsync(cancellationToken);
        foreach (var session in sessions)
        {
            _remembered.TryRemove(session.Id, out _);
        }
    }

    private async Task<AdminSession?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var session = await context.AdminSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        var now = time.GetUtcNow();
        if (session is not null && IsLive(session, now) && now - session.LastSeenAt >= SeenExactness)
        {
            await context.AdminSessions.Where(row => row.Id == id).ExecuteUpdateAsync(update => update.SetProperty(row => row.LastSeenAt, now), cancellationToken);
        }

        return session;
    }

    private void Remember(Guid id, Remembered known)
    {
        if (_remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        _remembered[id] = known;
    }

    private static IQueryable<AdminSession> EndableBy(ConnectDbContext context, AdminSession by) =>
        by.Role == AdminRole.Admin ? context.AdminSessions : OfSamePerson(context.AdminSessions, by);

    /// <summary>Whoever came by a link is nobody in particular, and has that session alone.</summary>
    private static IQueryable<AdminSession> OfSamePerson(IQueryable<AdminSession> rows, AdminSession session) =>
        rows.Where(row => row.Id == session.Id || (session.Subject != null && row.Subject == session.Subject && row.Method == session.Method));

    private static bool IsLive(AdminSession session, DateTimeOffset now) => session.EndedAt is null && session.EndsAt > now;

    private static string Cut(string text) => text.Length <= AdminSessionMapping.NameMaxLength ? text : text[..AdminSessionMapping.NameMaxLength];

    /// <param name="Session">Null where there is none.</param>
    /// <param name="At">When it was read, on this node's own clock.</param>
    private sealed record Remembered(AdminSession? Session, long At);
}
