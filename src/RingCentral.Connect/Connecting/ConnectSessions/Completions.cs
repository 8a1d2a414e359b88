using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Pending;

namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>
/// Confirms who finished a flow (<c>require_completion</c>): the browser that came back brought a code to the app, and the app names the user that it knows this browser
/// by. A link that somebody else was lured into opening then connects nobody: the code comes to another user's browser, and names do not match.
/// </summary>
internal sealed class Completions(IDbContextFactory<ConnectDbContext> contexts, PendingSessions pending, Authorizations authorizations, TimeProvider time)
{
    /// <summary>Confirms.</summary>
    /// <param name="code">The completion code that came to the return address.</param>
    /// <param name="externalId">The app's user in whose browser it came.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="cancellationToken">The caller left; heeded until the session is taken back.</param>
    public async Task<CompletionResult> CompleteAsync(string code, string externalId, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(code, cancellationToken) is not { } session)
        {
            return new CompletionResult.Unknown();
        }

        if (session.ExternalId != externalId)
        {
            // Not confirmed is not kept: whoever holds the code does not speak for the user who was invited.
            await pending.GiveUpAsync(session.Id, CancellationToken.None);
            return new CompletionResult.OtherUser();
        }

        var target = new ConnectTarget(null, session.ExternalId)
        {
            Actor = actor,
            Metadata = session.Metadata,
            IsKeptElsewhere = true,
            Also = (context, _, token) => PendingSessions.TakeAsync(context, session.Id, token),
        };
        switch (await authorizations.StoreAsync(pending.Open(session), target, CancellationToken.None))
        {
            case StoreResult.Stored stored:
                return new CompletionResult.Connected(stored.ConnectionId);
            case StoreResult.InvitationSpent:
                return new CompletionResult.Unknown();
            case var refused:
                // Its pair is queued for revocation already; a second time does no harm.
                await pending.GiveUpAsync(session.Id, CancellationToken.None);
                return new CompletionResult.Refused(refused is StoreResult.SessionLimit ? ProblemKind.SessionLimit : ProblemKind.OtherUser);
        }
    }

    private async Task<ConnectSession?> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (LinkSecret.TryParse(code) is not { } secret)
        {
            return null;
        }

        var (hash, now) = (secret.Hash(), time.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConnectSessions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.CompletionCodeHash == hash && row.CompleteBy > now, cancellationToken);
    }
}

/// <summary>How a confirmation ended.</summary>
internal abstract record CompletionResult
{
    private CompletionResult()
    {
    }

    /// <summary>The session is kept.</summary>
    public sealed record Connected(Guid ConnectionId) : CompletionResult;

    /// <summary>No such code, or it is used, or too old.</summary>
    public sealed record Unknown : CompletionResult;

    /// <summary>The link was made for another user of the app: what came of it is revoked.</summary>
    public sealed record OtherUser : CompletionResult;

    /// <summary>The connection meanwhile belongs to another RingCentral user, or a further session would end an older one.</summary>
    public sealed record Refused(ProblemKind Kind) : CompletionResult;
}
