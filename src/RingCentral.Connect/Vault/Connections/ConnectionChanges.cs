using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Vault.Jwt;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>Changes that users, administrators and app code make to a connection.</summary>
internal sealed class ConnectionChanges(
    IDbContextFactory<ConnectDbContext> contexts, Revoker revoker, SessionSchedule schedule, SessionCache cache, TimeProvider time)
{
    /// <summary>How long another user has to sign in, once an administrator allows it: until somebody who was told today reads it tomorrow.</summary>
    public static readonly TimeSpan OtherUserPeriod = TimeSpan.FromHours(24);

    /// <summary>Ends a connection at once: no token is left but the one queued for revocation. Ending it twice is no error.</summary>
    /// <returns>Whether there is such a connection.</returns>
    public async Task<bool> DisconnectAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.LockAsync(id, cancellationToken) is not { } locked)
        {
            return false;
        }

        if (locked.Connection.State != ConnectionState.Disconnected)
        {
            var now = time.GetUtcNow();
            await revoker.GiveUpNowAsync(context, locked, "disconnected", cancellationToken);
            locked.Session?.Abandon(now);
            await JwtCredentialStore.EraseAsync(context, id, cancellationToken);
            locked.Connection.Enter(ConnectionState.Disconnected, now);
            context.Tell(locked.Connection, EventTypes.Disconnected, actor, now);
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        // Other nodes are told by the database; whoever asks this one next must not have to wait for that.
        cache.Drop(id);
        return true;
    }

    /// <summary>
    /// Forgets a connection: its session is queued for revocation, and of its person nothing is left but that revocation. That it was deleted is told under its
    /// id. Whatever a rotation under way brings finds no row, and is revoked.
    /// </summary>
    /// <returns>Whether there was such a connection.</returns>
    public async Task<bool> DeleteAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.LockAsync(id, cancellationToken) is not { } locked)
        {
            return false;
        }

        await revoker.GiveUpNowAsync(context, locked, "deleted", cancellationToken);
        context.Tell(locked.Connection, EventTypes.Deleted, actor, time.GetUtcNow());
        await ForgetInAuditLogAsync(context, id, cancellationToken);
        context.Connections.Remove(locked.Connection);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        cache.Drop(id);
        return true;
    }

    /// <summary>The log keeps that something was changed, and no longer to what: the app's own id may tell who it was.</summary>
    private static Task<int> ForgetInAuditLogAsync(ConnectDbContext context, Guid id, CancellationToken cancellationToken)
    {
        var subject = id.ToString();
        return context.AuditRecords
            .Where(record => record.SubjectKind == "connection" && record.SubjectId == subject)
            .ExecuteUpdateAsync(update => update.SetProperty(record => record.Before, (string?)null).SetProperty(record => record.After, (string?)null), cancellationToken);
    }

    /// <summary>Applies a change.</summary>
    public async Task<EditResult> EditAsync(Guid id, ConnectionEdit edit, string actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.LockAsync(id, cancellationToken) is not { } locked)
        {
            return EditResult.NotFound;
        }

        if (edit.ExpectedRevision is { } expected && expected != locked.Connection.Revision)
        {
            return EditResult.RevisionMismatch;
        }

        if (edit.ClearMetadata)
        {
            locked.Connection.Metadata = "{}";
        }
        else if (!TryMergeMetadata(locked.Connection, edit.Metadata))
        {
            return EditResult.MetadataTooLarge;
        }

        Apply(locked, edit, time.GetUtcNow());
        context.Tell(locked.Connection, EventTypes.Changed, actor, locked.Connection.UpdatedAt);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (
            exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: ConnectionMapping.ExternalIdIndex })
        {
            return EditResult.ExternalIdTaken;
        }

        await transaction.CommitAsync(cancellationToken);
        cache.Drop(id);
        return EditResult.Done;
    }

    /// <summary>
    /// Lets another RingCentral user connect it and make it theirs (DESIGN section 4), once and for <see cref="OtherUserPeriod"/>; or no longer. Until somebody does,
    /// the session that it has is kept alive as ever.
    /// </summary>
    /// <returns>Whether there is such a connection, of somebody: one that nobody holds is anybody's already.</returns>
    public async Task<bool> AllowAnotherUserAsync(Guid id, bool allow, string actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.LockAsync(id, cancellationToken) is not { Connection: { State: not (ConnectionState.Disconnected or ConnectionState.Pending) } connection })
        {
            return false;
        }

        var now = time.GetUtcNow();
        connection.OtherUserAllowedUntil = allow ? now + OtherUserPeriod : null;
        connection.Touch(now);
        context.Tell(connection, allow ? EventTypes.OtherUserAllowed : EventTypes.OtherUserRefused, actor, now);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static bool TryMergeMetadata(Connection connection, JsonObject? patch)
    {
        if (patch is null)
        {
            return true;
        }

        var metadata = JsonNode.Parse(connection.Metadata)!.AsObject();
        JsonMergePatch.Apply(metadata, patch);
        connection.Metadata = metadata.ToJsonString();
        return ConnectionMetadata.IsValid(metadata);
    }

    private void Apply(LockedConnection locked, ConnectionEdit edit, DateTimeOffset now)
    {
        var (connection, session) = locked;
        connection.ExternalId = edit.ExternalId ?? connection.ExternalId;
        connection.Paused = edit.Paused ?? connection.Paused;
        if (edit.KeepAlive is { } keepAlive && keepAlive != connection.KeepAlive)
        {
            connection.KeepAlive = keepAlive;

            // A session that fails or is being rotated keeps its time; the new wish counts from the next rotation on.
            if (session is { DueAt: not null, RotationId: null, Failures: 0 })
            {
                session.Plan(schedule.NextDue(session.Clocks(connection.Kind), session.HoldUntil, keepAlive, session.LastUsedAt ?? session.AuthorizedAt));
            }
        }

        connection.Touch(now);
    }
}
