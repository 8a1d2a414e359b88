using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.RingCentralApi;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>Keeps connect sessions. A link is a secret: only its hash is stored, and whoever has it may try as often as it is open.</summary>
internal sealed class ConnectSessionBook(IDbContextFactory<ConnectDbContext> contexts, ServerDirectory servers, TimeProvider time)
{
    /// <summary>The origin of the server to sign in at; null where we may not talk to it.</summary>
    /// <param name="asked">An address; null asks for the usual one.</param>
    public string? ServerFor(string? asked) =>
        asked is null ? servers.Default.Value : servers.TryGet(asked, out var server) ? server.Value : null;

    /// <summary>Makes one, with the secret of its link, which nothing can tell again.</summary>
    public async Task<(ConnectSession Session, LinkSecret Secret)> CreateAsync(ConnectSessionRequest request, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var serverUrl = await context.Connections.Where(row => row.ExternalId == request.ExternalId).Select(row => row.ServerUrl).SingleOrDefaultAsync(cancellationToken);
        var now = time.GetUtcNow();
        var secret = LinkSecret.Create();
        var session = new ConnectSession
        {
            Id = Guid.CreateVersion7(now),
            TokenHash = secret.Hash(),
            ExternalId = request.ExternalId,
            ReturnUrl = request.ReturnUrl?.AbsoluteUri,
            LoginHint = request.LoginHint,
            Metadata = request.Metadata,
            RequireCompletion = request.RequireCompletion,
            ServerUrl = serverUrl ?? request.Server,
            Actor = request.Actor,
            CreatedAt = now,
            ExpiresAt = now + request.Lifetime,
            State = ConnectSessionState.Open,
        };
        context.ConnectSessions.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        return (session, secret);
    }

    /// <summary>A page, the latest first.</summary>
    /// <param name="externalId">Only those for this user of the app; null for all.</param>
    /// <param name="before">The last of the page before; null for the first page.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<IReadOnlyList<FoundConnectSession>> ListAsync(string? externalId, Guid? before, int limit, CancellationToken cancellationToken)
    {
        var end = before ?? Guid.AllBitsSet;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = await context.ConnectSessions
            .FromSql($"SELECT * FROM connect_sessions WHERE id < {end} AND ({externalId}::text IS NULL OR external_id = {externalId}) ORDER BY id DESC LIMIT {limit}")
            .AsNoTracking().ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return [.. sessions.Select(session => new FoundConnectSession(session, now))];
    }

    /// <summary>Takes an open one back: its link leads nowhere from now on, and an attempt under way keeps nothing.</summary>
    /// <returns>False where there is none that is open.</returns>
    public async Task<bool> EndAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var session = await context.ConnectSessions.FromSql($"SELECT * FROM connect_sessions WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (session is null || !new FoundConnectSession(session, now).IsOpen)
        {
            return false;
        }

        (session.State, session.ExpiresAt) = (ConnectSessionState.Ended, now);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The session of a link; null where the link is not one of ours.</summary>
    public async Task<FoundConnectSession?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (LinkSecret.TryParse(token) is not { } secret)
        {
            return null;
        }

        var hash = secret.Hash();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConnectSessions.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken) is { } session
            ? new FoundConnectSession(session, time.GetUtcNow())
            : null;
    }

    /// <summary>The session of an attempt.</summary>
    public async Task<ConnectSession?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConnectSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    /// <summary>Uses it up, in the transaction that keeps what came of it: the first attempt that succeeds wins.</summary>
    /// <returns>False where another attempt was first.</returns>
    public async Task<bool> ConsumeAsync(ConnectDbContext context, Guid id, Guid connectionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await context.ConnectSessions.Where(row => row.Id == id && row.State == ConnectSessionState.Open)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, ConnectSessionState.Connected)
                    .SetProperty(row => row.ConnectionId, connectionId)
                    .SetProperty(row => row.ConsumedAt, now),
                cancellationToken) > 0;
    }

    /// <summary>Notes how an attempt ended that did not connect; the link stays open for the next one.</summary>
    public async Task NoteAsync(Guid id, AttemptOutcome outcome, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.ConnectSessions.Where(row => row.Id == id && row.State == ConnectSessionState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastOutcome, (AttemptOutcome?)outcome), cancellationToken);
    }
}

/// <summary>A connect session as it stands at one moment.</summary>
internal sealed record FoundConnectSession(ConnectSession Session, DateTimeOffset ReadAt)
{
    /// <summary>Whether an attempt may be started.</summary>
    public bool IsOpen => Session.State == ConnectSessionState.Open && !IsExpired;

    /// <summary>Nobody has finished it, and nobody can any more.</summary>
    public bool IsExpired => Session.State == ConnectSessionState.Ended || (Session.State == ConnectSessionState.Open && Session.ExpiresAt <= ReadAt);

    /// <summary>What <c>/connect/{token}/status</c> tells.</summary>
    public string Status => Session.State switch
    {
        ConnectSessionState.Connected => "connected",
        ConnectSessionState.AwaitingCompletion => "pending",
        ConnectSessionState.Abandoned => "failed",
        _ when IsExpired => "expired",
        _ => Session.LastOutcome switch
        {
            AttemptOutcome.Denied => "denied",
            AttemptOutcome.Failed => "failed",
            _ => "open",
        },
    };
}
