using Microsoft.AspNetCore.DataProtection.KeyManagement;
using RingCentral.Connect.Hosting.Database;
using RingCentral.Connect.Vault.Notices;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>Makes the key ring's keys, one process at a time.</summary>
internal sealed partial class KeyRingKeeper(IKeyManager keys, DirectDatabase database, TimeProvider time, ILogger<KeyRingKeeper> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(14);

    /// <summary>Nodes load the ring at least once a day: after two days every one of them has a new key.</summary>
    private static readonly TimeSpan Propagation = TimeSpan.FromDays(2);

    /// <summary>Makes the first key, or the next one where the newest comes near its end.</summary>
    public async Task EnsureKeyAsync(CancellationToken cancellationToken)
    {
        await using var held = await AdvisoryLock.TakeAsync(database, AdvisoryLock.KeyRing, cancellationToken);
        var now = time.GetUtcNow();
        var live = keys.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now).ToList();
        if (live.Any(key => key.ExpirationDate > now + RenewBefore))
        {
            return;
        }

        var activation = live.Count == 0 ? now : now + Propagation;
        var made = keys.CreateNewKey(activation, activation + Lifetime);
        Log.Made(logger, made.KeyId, activation);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Key {KeyId} was added to the key ring; it is used from {Activation} on.")]
        public static partial void Made(ILogger logger, Guid keyId, DateTimeOffset activation);
    }
}
