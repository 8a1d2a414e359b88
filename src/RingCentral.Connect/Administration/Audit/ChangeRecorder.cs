using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using RingCentral.Connect.Data;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>
/// Adds a record of the audit log to every change of rows that an administrator, app code or the command line makes, whichever room makes it: in the same transaction,
/// so that neither is there without the other.
/// </summary>
internal sealed class ChangeRecorder(TimeProvider time) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Record(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Record(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Record(DbContext? context)
    {
        if (AuditAuthors.Current is not { } author || context is not ConnectDbContext changing)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var entry in AuditedChanges.Of(changing).ToList())
        {
            AuditLog.Record(changing, entry, author, now);
        }
    }
}
