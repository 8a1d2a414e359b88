namespace RingCentral.Connect.Hosting.KeyRing.Reencryption;

/// <summary>A column whose values are under Data Protection, each bound to its row. Every value names the key that opens it.</summary>
internal sealed class SealedColumn
{
    public required string Table { get; init; }

    /// <summary>The column of the row's UUID, first of the primary key.</summary>
    public required string Id { get; init; }

    /// <summary>The second column of the primary key, a text; null where there is none.</summary>
    public string? Name { get; init; }

    public required string Ciphertext { get; init; }

    /// <summary>The column that repeats the id of the key; null where there is none.</summary>
    public string? KeyId { get; init; }

    /// <summary>The same value of the same row, under the key that encrypts now.</summary>
    public required Func<SealedRow, byte[]> Reseal { get; init; }

    /// <summary>The bytes of the key's id, as SQL: a value begins with four bytes that mark it as Data Protection's, then the key's id.</summary>
    public string Key => $"substring(t.{Ciphertext} FROM 5 FOR 16)";

    public override string ToString() => $"{Table}.{Ciphertext}";
}

/// <summary>One value; prints no more than its row.</summary>
internal sealed record SealedRow(Guid Id, string Name, byte[] Ciphertext)
{
    public override string ToString() => $"{nameof(SealedRow)} {Id} {Name}";
}
