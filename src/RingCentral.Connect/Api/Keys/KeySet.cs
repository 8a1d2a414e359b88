using System.Buffers.Binary;
using System.Security.Cryptography;
using RingCentral.Connect.Data.ApiKeys;

namespace RingCentral.Connect.Api.Keys;

/// <summary>All keys that are not revoked, by their hashes. It knows no key in clear.</summary>
/// <param name="keys">The keys.</param>
/// <param name="isComplete">Whether there are no more: then a hash that is not among them is no key's.</param>
internal sealed class KeySet(IEnumerable<ApiKey> keys, bool isComplete)
{
    private readonly Dictionary<byte[], KnownKey> _keys = keys.ToDictionary(key => key.Hash, key => new KnownKey(key), new HashComparer());

    public bool IsComplete { get; } = isComplete;

    public KnownKey? Find(ReadOnlySpan<byte> hash) => _keys.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(hash, out var key) ? key : null;

    /// <summary>Hashes of 256 random bits are spread evenly already; they are compared in constant time.</summary>
    private sealed class HashComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => CryptographicOperations.FixedTimeEquals(x, y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => CryptographicOperations.FixedTimeEquals(alternate, other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => BinaryPrimitives.ReadInt32LittleEndian(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
