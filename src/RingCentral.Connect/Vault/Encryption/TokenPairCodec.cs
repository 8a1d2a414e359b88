using System.Text;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>How a pair is written before it is encrypted: a version, then both tokens, each after its length.</summary>
internal static class TokenPairCodec
{
    private const byte Version = 1;

    public static byte[] Write(TokenPair pair)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(pair.AccessToken.Reveal());
        writer.Write(pair.RefreshToken.Reveal());
        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">A later version of the product wrote it.</exception>
    public static TokenPair Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var version = reader.ReadByte();
        return version == Version
            ? new TokenPair(new AccessToken(reader.ReadString()), new RefreshToken(reader.ReadString()))
            : throw new InvalidDataException($"Token pairs of version {version} are not known here.");
    }
}
