using Microsoft.AspNetCore.DataProtection.KeyManagement;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>
/// Retires a key that has leaked: another key encrypts, everything under the leaked one is encrypted anew, and the leaked one is destroyed. May be killed at any step and
/// begun again.
/// </summary>
internal sealed class KeyRetirement(
    KeyRingKeeper keeper, Reencrypter reencrypter, KeyRingStatus status, KeyRingTable table, DirectDatabase database, TimeProvider time)
{
    /// <summary>
    /// How long the leaked key stays after another has taken its place: a node that missed the notice encrypts with it until its copy is read anew, and what it has
    /// encrypted is committed soon after.
    /// </summary>
    public static readonly TimeSpan Drain = NodeKeyRing.RefreshEvery + TimeSpan.FromMinutes(1);

    /// <summary>Retires it.</summary>
    /// <param name="keyId">The key that leaked.</param>
    /// <param name="drain">How long to wait for nodes that may still encrypt with it; <see cref="Drain"/> where nodes run.</param>
    /// <param name="tell">Hears of every batch.</param>
    /// <param name="cancellationToken">Stops it; run it again to continue.</param>
    public async Task<RetirementResult> RunAsync(Guid keyId, TimeSpan drain, Action<ReencryptedColumn> tell, CancellationToken cancellationToken)
    {
        var report = await status.ReadAsync(cancellationToken);
        if (report.Keys.FirstOrDefault(key => key.Key.KeyId == keyId) is not { } leaked)
        {
            return new RetirementResult.Unknown();
        }

        if (leaked.State == KeyState.Unreadable)
        {
            return new RetirementResult.Unreadable();
        }

        var begun = time.GetTimestamp();
        if (await keeper.SucceedAsync(keyId, cancellationToken) is not { } successor)
        {
            return new RetirementResult.Unknown();
        }

        await reencrypter.RunAsync(tell, cancellationToken);
        if (drain - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        return await DestroyAsync(keyId, successor, tell, cancellationToken);
    }

    private async Task<RetirementResult> DestroyAsync(Guid keyId, IKey successor, Action<ReencryptedColumn> tell, CancellationToken cancellationToken)
    {
        var results = await reencrypter.RunAsync(tell, cancellationToken);
        var remaining = (await status.CountAsync(cancellationToken)).GetValueOrDefault(keyId) ?? [];
        foreach (var (column, count) in remaining)
        {
            // What does not open although its key is here is damaged, and lost already; anything more has come in between.
            if (count > results.First(result => result.Column.ToString() == column).Unopened)
            {
                return new RetirementResult.StillUsed(column, count);
            }
        }

        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        await table.DestroyAsync(keyId, cancellationToken);
        await table.TellAsync(cancellationToken);
        return new RetirementResult.Destroyed(successor, remaining);
    }
}

/// <summary>How a retirement ended.</summary>
internal abstract record RetirementResult
{
    private RetirementResult()
    {
    }

    /// <summary>The key is gone.</summary>
    /// <param name="Successor">The key that encrypts now.</param>
    /// <param name="Damaged">Values of each column that did not open even before.</param>
    public sealed record Destroyed(IKey Successor, IReadOnlyDictionary<string, long> Damaged) : RetirementResult;

    /// <summary>The ring has no such key.</summary>
    public sealed record Unknown : RetirementResult;

    /// <summary>No configured certificate unwraps it: nothing under it could be encrypted anew.</summary>
    public sealed record Unreadable : RetirementResult;

    /// <summary>Values under it have appeared, or are locked: it was not destroyed.</summary>
    public sealed record StillUsed(string Column, long Count) : RetirementResult;
}
