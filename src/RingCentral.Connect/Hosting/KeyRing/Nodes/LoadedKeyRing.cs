using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;

namespace RingCentral.Connect.Hosting.KeyRing.Nodes;

/// <summary>The keys as they were read at one moment, and the one of them that encrypts.</summary>
internal sealed class LoadedKeyRing : IKeyRing
{
    private readonly NodeKeyRing _owner;
    private readonly Dictionary<Guid, IKey> _keys;
    private readonly ConcurrentDictionary<Guid, IAuthenticatedEncryptor?> _encryptors;
    private readonly IKey? _default;

    /// <param name="owner">Asked for keys that are not here.</param>
    /// <param name="keys">All keys.</param>
    /// <param name="now">Decides which key encrypts.</param>
    public LoadedKeyRing(NodeKeyRing owner, IEnumerable<IKey> keys, DateTimeOffset now)
        : this(owner, keys.ToDictionary(key => key.KeyId), [], now)
    {
    }

    private LoadedKeyRing(NodeKeyRing owner, Dictionary<Guid, IKey> keys, ConcurrentDictionary<Guid, IAuthenticatedEncryptor?> encryptors, DateTimeOffset now)
    {
        (_owner, _keys, _encryptors) = (owner, keys, encryptors);

        // The newest that is in force; one that has lapsed is better than none.
        _default = keys.Values.Where(key => !key.IsRevoked && key.ActivationDate <= now)
            .OrderByDescending(key => key.ExpirationDate > now).ThenByDescending(key => key.ActivationDate)
            .FirstOrDefault(key => owner.CanOpen(key, EncryptorOf));
        ChangesAt = keys.Values.Where(key => key.ActivationDate > now).Select(key => key.ActivationDate)
            .Concat(_default is { } used && used.ExpirationDate > now ? [used.ExpirationDate] : [])
            .DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    }

    /// <summary>When another key may be the one that encrypts.</summary>
    public DateTimeOffset ChangesAt { get; }

    /// <summary>Whether there is a key that encrypts.</summary>
    public bool IsUsable => _default is not null;

    /// <summary>Every key's id.</summary>
    public IReadOnlyCollection<Guid> KeyIds => _keys.Keys;

    public Guid DefaultKeyId => Default.KeyId;

    public IAuthenticatedEncryptor? DefaultAuthenticatedEncryptor => EncryptorOf(Default);

    private IKey Default => _default ?? throw new InvalidOperationException(
        _keys.Count == 0 ? "The key ring is empty: run the command migrate." : "The key ring holds no key that can be used: see the command keys status.");

    /// <summary>The same keys at another time.</summary>
    public LoadedKeyRing At(DateTimeOffset now) => new(_owner, _keys, _encryptors, now);

    public IAuthenticatedEncryptor? GetAuthenticatedEncryptorByKeyId(Guid keyId, out bool isRevoked) =>
        Find(keyId, out isRevoked) ?? _owner.ReloadFor(keyId).Find(keyId, out isRevoked);

    private IAuthenticatedEncryptor? Find(Guid keyId, out bool isRevoked)
    {
        isRevoked = _keys.TryGetValue(keyId, out var key) && key.IsRevoked;
        return key is null ? null : EncryptorOf(key);
    }

    private IAuthenticatedEncryptor? EncryptorOf(IKey key) => _encryptors.GetOrAdd(key.KeyId, _ => key.CreateEncryptor());
}
