using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Revocations;

/// <summary>Hands sessions that are not kept to the queue, in the transaction of the change that gives them up.</summary>
internal sealed partial class Revoker(RevocationQueue queue, TokenPairProtector protector, DurableWrite durable, ILogger<Revoker> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gives up a session that has only just come and for which nothing was stored. The write is repeated until the database takes it, but the
    /// person who waits is not kept for longer than a few seconds. Where storing it has succeeded after all, it is left alone.
    /// </summary>
    public async Task GiveUpAsync(ServerOrigin server, TokenReply reply, string cause, CancellationToken cancellationToken)
    {
        var pair = new TokenPair(reply.AccessToken, reply.RefreshToken);
        var unkept = new UnkeptSession(null, server.Value, cause, SessionClocks.Of(reply));
        var queued = durable.RunAsync(async token =>
        {
            if (await FindKeptAsync(reply, token) is null)
            {
                await queue.AddAsync(unkept, pair, token);
            }
        });
        try
        {
            await queued.WaitAsync(LongestWait, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            Log.NotYetQueued(logger, exception, cause);
        }
    }

    /// <summary>The connection that keeps the session of a reply, if one does.</summary>
    public async Task<Guid?> FindKeptAsync(TokenReply reply, CancellationToken cancellationToken) =>
        reply is { OwnerId: { } ownerId, SessionId: { } sessionId } ? await queue.FindKeptAsync(ownerId, sessionId, cancellationToken) : null;

    /// <summary>Gives up a session that has only just come.</summary>
    public Task GiveUpAsync(ConnectDbContext context, AuthorizedSession authorized, TokenPair pair, string cause, CancellationToken cancellationToken)
    {
        var unkept = new UnkeptSession(null, authorized.Server.Value, cause, SessionClocks.Of(authorized.Reply));
        return queue.AddAsync(ConnectionOf(context), unkept, pair, cancellationToken);
    }

    /// <summary>
    /// Gives up the stored session of a connection. Where it still works, its access token may be in somebody's hand: it is then revoked
    /// only after its hold has ended.
    /// </summary>
    public Task GiveUpAsync(ConnectDbContext context, LockedConnection locked, string cause, CancellationToken cancellationToken) =>
        GiveUpAsync(context, locked, cause, locked.Connection.State == ConnectionState.Active ? locked.Session?.HoldUntil : null, cancellationToken);

    /// <summary>Gives up the stored session of a connection whose user wants it ended at once.</summary>
    public Task GiveUpNowAsync(ConnectDbContext context, LockedConnection locked, string cause, CancellationToken cancellationToken) =>
        GiveUpAsync(context, locked, cause, holdUntil: null, cancellationToken);

    private async Task GiveUpAsync(
        ConnectDbContext context, LockedConnection locked, string cause, DateTimeOffset? holdUntil, CancellationToken cancellationToken)
    {
        if (locked.Session is not { Ciphertext: { } ciphertext } session)
        {
            return;
        }

        try
        {
            var pair = protector.OpenForConnection(session.ConnectionId, ciphertext);
            var unkept = new UnkeptSession(session.ConnectionId, locked.Connection.ServerUrl, cause, session.Clocks()) { HoldUntil = holdUntil };
            await queue.AddAsync(ConnectionOf(context), unkept, pair, cancellationToken);
        }
        catch (VaultUnavailableException exception)
        {
            // A person is connecting or leaving: that must not fail because an old pair does not open. RingCentral ends its session in a week.
            Log.CannotRevoke(logger, exception, session.ConnectionId);
        }
    }

    private static NpgsqlConnection ConnectionOf(ConnectDbContext context) => (NpgsqlConnection)context.Database.GetDbConnection();

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Warning, "A session that is not kept ({Cause}) could not be queued for revocation yet; still trying.")]
        public static partial void NotYetQueued(ILogger logger, Exception exception, string cause);

        [LoggerMessage(1, LogLevel.Error, "The session that connection {ConnectionId} gives up cannot be revoked: its pair does not open.")]
        public static partial void CannotRevoke(ILogger logger, Exception exception, Guid connectionId);
    }
}
