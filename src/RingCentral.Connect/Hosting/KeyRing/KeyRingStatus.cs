using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>What there is to know of the key ring: its keys, and how much is still under each.</summary>
internal sealed class KeyRingStatus(IKeyManager keys, NodeKeyRing ring, KeyRingTable table, SealedColumns columns, NpgsqlDataSource dataSource, TimeProvider time)
{
    public async Task<KeyRingReport> ReadAsync(CancellationToken cancellationToken)
    {
        var records = (await table.ReadAsync(cancellationToken)).ToDictionary(record => record.KeyId);
        var counts = await CountAsync(cancellationToken);
        var loaded = ring.Reload();
        var now = time.GetUtcNow();
        var known = keys.GetAllKeys().OrderBy(key => key.ActivationDate)
            .Select(key => new KeyReport(key, StateOf(key, loaded, now), records.GetValueOrDefault(key.KeyId), counts.GetValueOrDefault(key.KeyId) ?? []))
            .ToList();
        return new KeyRingReport(known, counts.Where(pair => !records.ContainsKey(pair.Key)).ToDictionary());
    }

    /// <summary>Values by key and column; columns without any are left out.</summary>
    public async Task<Dictionary<Guid, Dictionary<string, long>>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new Dictionary<Guid, Dictionary<string, long>>();
        foreach (var column in columns.All)
        {
            foreach (var (keyId, count) in await new SealedRows(dataSource, column).CountAsync(cancellationToken))
            {
                (counts.TryGetValue(keyId, out var of) ? of : counts[keyId] = [])[column.ToString()] = count;
            }
        }

        return counts;
    }

    /// <summary>Whether this process can use a key: a configured certificate unwraps it.</summary>
    public static bool Opens(IKey key)
    {
        try
        {
            return key.CreateEncryptor() is not null;
        }
        catch (Exception exception) when (exception is CryptographicException or XmlException or InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }

    private static KeyState StateOf(IKey key, LoadedKeyRing loaded, DateTimeOffset now) =>
        key.IsRevoked ? KeyState.Revoked
        : !Opens(key) ? KeyState.Unreadable
        : loaded.IsUsable && loaded.DefaultKeyId == key.KeyId ? KeyState.Active
        : key.ActivationDate > now ? KeyState.Pending
        : key.ExpirationDate <= now ? KeyState.Expired
        : KeyState.Previous;
}

/// <summary>The keys, by activation, and the values whose key is gone.</summary>
internal sealed record KeyRingReport(IReadOnlyList<KeyReport> Keys, IReadOnlyDictionary<Guid, Dictionary<string, long>> Lost);

/// <summary>A key, and how many values of each column are under it.</summary>
internal sealed record KeyReport(IKey Key, KeyState State, KeyRecord? Record, IReadOnlyDictionary<string, long> Values);

/// <summary>What a key is good for.</summary>
internal enum KeyState
{
    /// <summary>It encrypts.</summary>
    Active,

    /// <summary>It will encrypt, once every node has it.</summary>
    Pending,

    /// <summary>It opens what it has encrypted; another one encrypts.</summary>
    Previous,

    /// <summary>The same, and its time is over.</summary>
    Expired,

    /// <summary>No configured certificate unwraps it.</summary>
    Unreadable,

    /// <summary>It opens nothing any more.</summary>
    Revoked,
}
