namespace RingCentral.Connect.Vault.Listing;

/// <summary>A place in a list: after which id it goes on, and which way.</summary>
/// <param name="After">The last id before; that of nobody at either end.</param>
/// <param name="IsNewestFirst">From the newest connection to the oldest, and not the other way round.</param>
internal readonly record struct ListPlace(Guid After, bool IsNewestFirst)
{
    /// <summary>The oldest first.</summary>
    public static ListPlace Oldest { get; } = new(Guid.Empty, false);

    /// <summary>The newest first.</summary>
    public static ListPlace Newest { get; } = new(Guid.AllBitsSet, true);

    /// <summary>Which of two comes first, as PostgreSQL orders them: byte by byte.</summary>
    public int Compare(Guid one, Guid other) => IsNewestFirst ? ById(other, one) : ById(one, other);

    private static int ById(Guid one, Guid other)
    {
        Span<byte> first = stackalloc byte[16];
        Span<byte> second = stackalloc byte[16];
        one.TryWriteBytes(first, bigEndian: true, out _);
        other.TryWriteBytes(second, bigEndian: true, out _);
        return first.SequenceCompareTo(second);
    }
}
