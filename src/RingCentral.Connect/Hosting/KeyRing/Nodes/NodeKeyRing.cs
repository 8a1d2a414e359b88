using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;

namespace RingCentral.Connect.Hosting.KeyRing.Nodes;

/// <summary>
/// This node's copy of the key ring, in place of the framework's own, which reads the ring once a day, goes by the node's wall clock and holds to what it knows.
/// This one goes by the database's clock, is read anew when the ring has changed and every <see cref="RefreshEvery"/>, and a key that it does not know has it read
/// again before anything fails.
/// </summary>
internal sealed partial class NodeKeyRing(IKeyManager keys, TimeProvider time, ILogger<NodeKeyRing> logger) : IKeyRingProvider
{
    /// <summary>How old a copy may get where no notice of a change comes through.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(1);

    /// <summary>Anybody can send made-up ciphertexts: they do not have the ring read more often than this.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private LoadedKeyRing? _ring;
    private long _askedAt;

    public IKeyRing GetCurrentKeyRing() => Current;

    /// <summary>The copy, read if there is none yet.</summary>
    public LoadedKeyRing Current
    {
        get
        {
            var ring = Volatile.Read(ref _ring);
            if (ring is not { IsUsable: true })
            {
                return ReloadUnless(() => _ring is { IsUsable: true });
            }

            var now = time.GetUtcNow();
            return now < ring.ChangesAt ? ring : Advance(now);
        }
    }

    /// <summary>Reads the ring.</summary>
    public LoadedKeyRing Reload()
    {
        lock (_gate)
        {
            return Load();
        }
    }

    /// <summary>Reads the ring for a key that is not in the copy, unless it was read just now.</summary>
    public LoadedKeyRing ReloadFor(Guid keyId) => ReloadUnless(() => _ring?.KeyIds.Contains(keyId) == true);

    /// <summary>Whether a key can be used on this node: its certificate may be missing here.</summary>
    public bool CanOpen(IKey key, Func<IKey, IAuthenticatedEncryptor?> encryptorOf)
    {
        try
        {
            return encryptorOf(key) is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or XmlException or InvalidOperationException or FormatException or ArgumentException)
        {
            Log.DoesNotOpen(logger, key.KeyId, exception);
            return false;
        }
    }

    private LoadedKeyRing ReloadUnless(Func<bool> isThere)
    {
        lock (_gate)
        {
            return _ring is { } ring && (isThere() || time.GetElapsedTime(_askedAt) < ShortestPause) ? ring : Load();
        }
    }

    private LoadedKeyRing Advance(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _ring = _ring!.At(now);
        }
    }

    private LoadedKeyRing Load()
    {
        _askedAt = time.GetTimestamp();
        return _ring = new LoadedKeyRing(this, keys.GetAllKeys(), time.GetUtcNow());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Key {KeyId} of the key ring does not open here: no configured certificate unwraps it.")]
        public static partial void DoesNotOpen(ILogger logger, Guid keyId, Exception exception);
    }
}
