using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>Puts imported sessions in the place of those of existing connections, which keep their ids.</summary>
internal sealed class ImportReplacement(
    IDbContextFactory<ConnectDbContext> contexts, TokenPairProtector protector, Revoker revoker, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>Decides about many lines by one look without any lock: in a file that is sent again, nearly all of them change nothing.</summary>
    public async Task<IReadOnlyList<ImportVerdict>> WeighAsync(IReadOnlyList<(Guid Id, ImportLine Line)> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(item => item.Id).ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Connections.AsNoTracking()
            .Where(connection => ids.Contains(connection.Id))
            .LeftJoin(context.Sessions, connection => connection.Id, session => session.ConnectionId, (connection, session) => new { connection, session })
            .ToDictionaryAsync(row => row.connection.Id, cancellationToken);
        return [.. lines.Select(item => rows.TryGetValue(item.Id, out var row) ? Weigh(row.connection, row.session, item.Line) : Gone(item.Line))];
    }

    /// <summary>Replaces one session, in a transaction of its own, if that is still right once its row is locked.</summary>
    public async Task<ImportVerdict> ReplaceAsync(Guid id, ImportLine line, ImportPlan plan, string actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.LockAsync(id, cancellationToken) is not { } locked)
        {
            return Gone(line);
        }

        var verdict = Weigh(locked.Connection, locked.Session, line);
        if (verdict is not ImportVerdict.Replace replace)
        {
            return verdict;
        }

        if (replace.EndsOld)
        {
            await revoker.GiveUpAsync(context, locked, "replaced_by_import", cancellationToken);
        }

        Open(context, locked, line, plan);
        context.Tell(locked.Connection, EventTypes.Reconnected, actor, locked.Connection.UpdatedAt);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return verdict;
    }

    private void Open(ConnectDbContext context, LockedConnection locked, ImportLine line, ImportPlan plan)
    {
        var now = time.GetUtcNow();
        var connection = locked.Connection;
        var session = locked.Session ?? SessionRows.Empty(connection.Id, now);
        if (locked.Session is null)
        {
            context.Sessions.Add(session);
        }

        connection.Enter(ConnectionState.Active, now);
        connection.AccountId = line.AccountId ?? connection.AccountId;
        connection.Scope = line.Reply.Scope;
        connection.Metadata = line.Metadata ?? connection.Metadata;
        session.Open(line.Reply, protector.SealForConnection(connection.Id, line.Pair), schedule, now);
        session.Plan(plan.FirstRotation(session.Clocks(), session.HoldUntil, now));
    }

    private ImportVerdict Weigh(Connection connection, Session? session, ImportLine line) => ImportVerdict.Of(connection, session, Stored(session), line);

    private TokenPair? Stored(Session? session)
    {
        try
        {
            return session?.Ciphertext is { } ciphertext ? protector.OpenForConnection(session.ConnectionId, ciphertext) : null;
        }
        catch (VaultUnavailableException)
        {
            return null;
        }
    }

    private static ImportVerdict.Reject Gone(ImportLine line) =>
        new(new ImportRejection("connection_not_found", "The connection was deleted in the same moment; send the line again.") { ExternalId = line.ExternalId });
}
