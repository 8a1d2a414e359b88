using Microsoft.AspNetCore.DataProtection.KeyManagement;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>Makes the key ring's keys, one process at a time.</summary>
internal sealed partial class KeyRingKeeper(IKeyManager keys, KeyRingTable table, DirectDatabase database, TimeProvider time, ILogger<KeyRingKeeper> logger)
{
    /// <summary>How long a key encrypts. It opens what it has encrypted for as long as it is in the ring.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>When the next key is made, before the last one ends.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(14);

    /// <summary>The same while a node lacks the certificate that would wrap the next one: there is time to give it to that node, and then there is not.</summary>
    public static readonly TimeSpan RenewAtLatest = TimeSpan.FromDays(4);

    /// <summary>How long a key that somebody asked for is in the ring before it encrypts: every node has read the ring several times by then, notice or no notice.</summary>
    public static readonly TimeSpan Propagation = 5 * NodeKeyRing.RefreshEvery;

    /// <summary>The same for a key that is made on schedule, where nothing hurries.</summary>
    public static readonly TimeSpan ScheduledPropagation = TimeSpan.FromDays(2);

    /// <summary>Makes the first key, or the next one where the newest comes near its end.</summary>
    public Task EnsureKeyAsync(CancellationToken cancellationToken) => EnsureKeyAsync(RenewBefore, cancellationToken);

    /// <inheritdoc cref="EnsureKeyAsync(CancellationToken)"/>
    /// <param name="renewBefore">How near that is.</param>
    /// <param name="cancellationToken">Stops waiting for others who change the ring.</param>
    public async Task EnsureKeyAsync(TimeSpan renewBefore, CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        var now = time.GetUtcNow();
        var live = keys.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now).ToList();
        if (!live.Any(key => key.ExpirationDate > now + renewBefore))
        {
            await MakeAsync(live.Count == 0 ? now : now + ScheduledPropagation, cancellationToken);
        }
    }

    /// <summary>Makes a key although none is due.</summary>
    public async Task<IKey> RotateAsync(CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        return await MakeAsync(time.GetUtcNow() + Propagation, cancellationToken);
    }

    /// <summary>
    /// Has another key encrypt than the one that leaked, from this moment: a newer one that is in force, or one made now. Nodes that have not read
    /// it yet do so when they meet what it encrypted.
    /// </summary>
    /// <returns>The key that encrypts; null where there is no such key to succeed.</returns>
    public async Task<IKey?> SucceedAsync(Guid leaked, CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        var now = time.GetUtcNow();
        var all = keys.GetAllKeys();
        return all.FirstOrDefault(key => key.KeyId == leaked) is not { } old ? null
            : all.Where(key => key.KeyId != leaked && !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now && key.ActivationDate > old.ActivationDate)
                .MaxBy(key => key.ActivationDate) ?? await MakeAsync(now, cancellationToken);
    }

    private async Task<IKey> MakeAsync(DateTimeOffset activation, CancellationToken cancellationToken)
    {
        var made = keys.CreateNewKey(activation, activation + Lifetime);
        Log.Made(logger, made.KeyId, activation);
        await table.TellAsync(cancellationToken);
        return made;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Key {KeyId} was added to the key ring; it is used from {Activation} on.")]
        public static partial void Made(ILogger logger, Guid keyId, DateTimeOffset activation);
    }
}
