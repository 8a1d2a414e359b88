using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>
/// Writes down the session that a JWT has opened, fenced by the generation and session that it follows: the first commit wins. A loser's session is
/// another one than that which is kept, unlike after a refresh, and so it is revoked; and so is the session that is followed, if it may still live.
/// </summary>
internal sealed class JwtSettlements(
    IDbContextFactory<ConnectDbContext> contexts, TokenPairProtector protector, Revoker revoker, RevocationQueue revocations, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>Commits the session, or gives it up. May be repeated after an unknown outcome: the row of the ask is taken once.</summary>
    /// <param name="claim">What it was opened for.</param>
    /// <param name="askId">The ask that brought it.</param>
    /// <param name="reply">Its pair.</param>
    /// <param name="cancellationToken">None: whatever came is settled.</param>
    public async Task<JwtRenewalResult> CommitAsync(RotationClaim claim, Guid askId, TokenReply reply, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var pair = new TokenPair(reply.AccessToken, reply.RefreshToken);
        var isFirst = await JwtAsks.TakeAsync(connection, askId, cancellationToken);
        var locked = await context.LockAsync(claim.ConnectionId, cancellationToken);
        if (!isFirst)
        {
            return IsHeld(locked, pair) ? new JwtRenewalResult.Opened() : new JwtRenewalResult.Overtaken();
        }

        var mayKeep = locked?.Session is { Ciphertext: not null } session && session.Key == claim.SessionKey && session.Generation == claim.Generation;
        if (mayKeep)
        {
            await KeepAsync(context, locked!, reply, pair, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
        }
        else if (!IsSameSession(locked?.Session, reply) && !IsHeld(locked, pair))
        {
            var unkept = new UnkeptSession(claim.ConnectionId, claim.ServerUrl, "jwt_overtaken", SessionClocks.Of(reply));
            await revocations.AddAsync(connection, unkept, pair, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return mayKeep ? new JwtRenewalResult.Opened() : new JwtRenewalResult.Overtaken();
    }

    /// <summary>
    /// Gives up a session that could not be stored as a connection's first, unless it was stored after all: a commit may have succeeded whose answer got
    /// lost. May be repeated.
    /// </summary>
    public async Task GiveUpAsync(ServerOrigin server, Guid askId, TokenReply reply, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        if (await JwtAsks.TakeAsync(connection, askId, cancellationToken))
        {
            var unkept = new UnkeptSession(null, server.Value, "jwt_not_stored", SessionClocks.Of(reply));
            await revocations.AddAsync(connection, unkept, new TokenPair(reply.AccessToken, reply.RefreshToken), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task KeepAsync(ConnectDbContext context, LockedConnection locked, TokenReply reply, TokenPair pair, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (connection, session) = (locked.Connection, locked.Session!);
        var mayStillLive = session.AccessExpiresAt > now || session.RefreshExpiresAt > now;
        if (mayStillLive && !IsSameSession(session, reply))
        {
            await revoker.GiveUpAsync(context, locked, "followed_by_jwt", cancellationToken);
        }

        var hadFailed = session.Failures > 0;
        session.Open(reply, protector.SealForConnection(connection.Id, pair), schedule, now);
        session.Plan(schedule.NextDue(session.Clocks(connection.Kind), session.HoldUntil, connection.KeepAlive, Later(session.LastUsedAt, session.AuthorizedAt)));
        if (connection.State != ConnectionState.Active)
        {
            // Blocked until now, or flagged by another node while this answer was on its way: the JWT has just proven itself.
            connection.Enter(ConnectionState.Active, now);
            context.Tell(connection, EventTypes.Recovered, Actors.System, now);
        }
        else if (hadFailed)
        {
            context.Tell(connection, EventTypes.RotationResumed, Actors.System, now);
        }

        if (reply.Scope.Length > 0 && reply.Scope != connection.Scope)
        {
            connection.Scope = reply.Scope;
            connection.Touch(now);
        }
    }

    /// <summary>Should RingCentral ever answer a JWT with a session that is held already, revoking it would end what is kept (RINGCENTRAL 7).</summary>
    private static bool IsSameSession(Session? session, TokenReply reply) =>
        session is { Ciphertext: not null, RingCentralSessionId: { } id } && id == reply.SessionId;

    private bool IsHeld(LockedConnection? locked, TokenPair pair)
    {
        try
        {
            return locked?.Session is { Ciphertext: { } ciphertext } session && protector.OpenForConnection(session.ConnectionId, ciphertext).AccessToken.Equals(pair.AccessToken);
        }
        catch (VaultUnavailableException)
        {
            return false;
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
