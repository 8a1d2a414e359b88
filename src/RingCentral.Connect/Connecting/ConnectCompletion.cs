using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.ConnectSessions;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Pending;
using RingCentral.Connect.Vault.Revocations;

namespace RingCentral.Connect.Connecting;

/// <summary>Finishes a connect: reads who signed in, has the session stored, and says where the browser goes.</summary>
internal sealed class ConnectCompletion(
    SessionOwners owners, Revoker revoker, Authorizations authorizations, ConnectSessionBook book, PendingSessions pending)
{
    /// <summary>Stores the session that the user has just authorized.</summary>
    /// <exception cref="ConnectFailedException">It is not kept; it then is, or will be, revoked.</exception>
    public async Task<FinishedConnect> FinishAsync(ServerOrigin server, TokenReply reply, ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            var owner = await owners.ReadAsync(server, reply, cancellationToken);
            var session = attempt.ConnectSessionId is { } id ? await book.FindAsync(id, cancellationToken) : null;
            var authorized = new AuthorizedSession(server, reply, owner);
            return session is null
                ? Finished(await StoreAsync(authorized, new ConnectTarget(attempt.ConnectionId, ExternalId: null), cancellationToken), attempt)
                : await FollowAsync(session, authorized, attempt, cancellationToken);
        }
        catch (Exception exception) when (exception is not ConnectFailedException { IsGivenUp: true })
        {
            // What the store has not queued for revocation is queued here: nobody holds it.
            await revoker.GiveUpAsync(server, reply, "connect_failed", CancellationToken.None);
            throw;
        }
    }

    private async Task<FinishedConnect> FollowAsync(ConnectSession session, AuthorizedSession authorized, ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        var target = new ConnectTarget(null, session.ExternalId) { Metadata = session.Metadata };
        if (session is { RequireCompletion: true, ReturnUrl: { } returnUrl })
        {
            var code = LinkSecret.Create();
            target = target with { AwaitsCompletion = true, Also = (context, outcome, token) => pending.PutAwayAsync(context, session.Id, outcome, code.Hash(), token) };
            await StoreAsync(authorized, target, cancellationToken);
            return new FinishedConnect(null, authorized.Owner.Id, ReturnUrls.Tell(
                returnUrl, "connected", ("external_id", session.ExternalId), ("completion_code", code.Reveal())));
        }

        target = target with { Also = (context, outcome, token) => book.ConsumeAsync(context, session.Id, outcome.ConnectionId, token) };
        var finished = Finished(await StoreAsync(authorized, target, cancellationToken), attempt);
        return session.ReturnUrl is null
            ? finished
            : finished with
            {
                RedirectTo = ReturnUrls.Tell(session.ReturnUrl, "connected", ("connection_id", finished.ConnectionId?.ToString("D")), ("external_id", session.ExternalId)),
            };
    }

    /// <summary>Where the outcome of the commit is not known, what stands in the database decides: a session that is kept must not be revoked.</summary>
    private async Task<(Guid ConnectionId, string OwnerId)> StoreAsync(AuthorizedSession authorized, ConnectTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return (IdOf(await authorizations.StoreAsync(authorized, target, cancellationToken)), authorized.Owner.Id);
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException)
        {
            if (await authorizations.FindKeptAsync(authorized, CancellationToken.None) is { } kept)
            {
                return (kept, authorized.Owner.Id);
            }

            throw;
        }
    }

    private static Guid IdOf(StoreResult result) => result switch
    {
        StoreResult.Stored stored => stored.ConnectionId,
        StoreResult.AwaitsCompletion awaits => awaits.ConnectionId,
        StoreResult.OtherUser other => throw new ConnectFailedException(ProblemKind.OtherUser, null) { Expected = other.Expected, Actual = other.Actual, IsGivenUp = true },
        StoreResult.SessionLimit => throw new ConnectFailedException(ProblemKind.SessionLimit, null) { IsGivenUp = true },
        StoreResult.OtherKind => throw new ConnectFailedException(ProblemKind.OtherKind, null) { IsGivenUp = true },
        StoreResult.InvitationSpent => throw new ConnectFailedException(ProblemKind.LinkUsed, null) { IsGivenUp = true },
        StoreResult.NoRefreshToken => throw new ConnectFailedException(ProblemKind.NoRefreshToken, null),
        _ => throw new ConnectFailedException(ProblemKind.LinkSpent, null) { IsGivenUp = true },
    };

    private static FinishedConnect Finished((Guid ConnectionId, string OwnerId) stored, ConnectAttempt attempt) =>
        new(stored.ConnectionId, stored.OwnerId, ConnectPaths.InLanguage(ConnectPaths.Connected, attempt.Language));
}

/// <summary>A connect that has ended well.</summary>
/// <param name="ConnectionId">The connection; null where the app must confirm first, and the browser is nobody's until then.</param>
/// <param name="OwnerId">RingCentral's user.</param>
/// <param name="RedirectTo">Where the browser goes: a page of ours, or the return address.</param>
internal sealed record FinishedConnect(Guid? ConnectionId, string OwnerId, string RedirectTo);
