using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Failover;

/// <summary>A committed pair as bytes, in memory alone and never of another build: all of <see cref="NewPair"/> but the scope, which is long, changes seldom, and comes again with the next pair.</summary>
internal static class PairRecord
{
    private const long None = long.MinValue;

    public static byte[] Write(NewPair pair)
    {
        using var bytes = new MemoryStream(pair.Pair.Ciphertext.Length + 256);
        using var writer = new BinaryWriter(bytes);
        writer.Write(pair.ConnectionId.ToByteArray());
        writer.Write(pair.SessionKey.ToByteArray());
        writer.Write(pair.Spent);
        writer.Write(pair.Pair.Ciphertext.Length);
        writer.Write(pair.Pair.Ciphertext);
        writer.Write(pair.Clocks.IssuedAt.UtcTicks);
        writer.Write(pair.Clocks.AccessExpiresAt.UtcTicks);
        writer.Write(pair.Clocks.RefreshExpiresAt?.UtcTicks ?? None);
        writer.Write(pair.Clocks.SessionExpiresAt?.UtcTicks ?? None);
        writer.Write(pair.Clocks.IdleTimeout?.Ticks ?? None);
        writer.Write(pair.Clocks.HasCredential);
        writer.Write(pair.HoldUntil.UtcTicks);
        writer.Write((int)pair.Due.Class);
        writer.Write(pair.Due.At.UtcTicks);
        writer.Write(pair.HadFailed);
        WriteText(writer, pair.SessionId);
        WriteText(writer, pair.EndpointId);
        return bytes.ToArray();
    }

    public static NewPair Read(byte[] page, int start, int length)
    {
        using var reader = new BinaryReader(new MemoryStream(page, start, length, writable: false));
        return new NewPair(ReadId(reader), ReadId(reader), reader.ReadInt64(), SealedPair.Of(reader.ReadBytes(reader.ReadInt32())), ReadClocks(reader), ReadTime(reader), new Due((DueClass)reader.ReadInt32(), ReadTime(reader)))
        {
            HadFailed = reader.ReadBoolean(),
            SessionId = ReadText(reader),
            EndpointId = ReadText(reader),
        };
    }

    private static SessionClocks ReadClocks(BinaryReader reader) => new()
    {
        IssuedAt = ReadTime(reader),
        AccessExpiresAt = ReadTime(reader),
        RefreshExpiresAt = ReadTicks(reader) is { } refresh ? TimeOf(refresh) : null,
        SessionExpiresAt = ReadTicks(reader) is { } session ? TimeOf(session) : null,
        IdleTimeout = ReadTicks(reader) is { } idle ? TimeSpan.FromTicks(idle) : null,
        HasCredential = reader.ReadBoolean(),
    };

    private static Guid ReadId(BinaryReader reader) => new(reader.ReadBytes(16));

    private static DateTimeOffset ReadTime(BinaryReader reader) => TimeOf(reader.ReadInt64());

    private static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);

    private static long? ReadTicks(BinaryReader reader) => reader.ReadInt64() is not None and var ticks ? ticks : null;

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? ReadText(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var text = reader.ReadString();
        return isThere ? text : null;
    }
}
