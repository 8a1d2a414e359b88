using System.Text;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Encryption;

/// <summary>How a pair is written before it is encrypted: a version, then its tokens, each after its length.</summary>
internal static class TokenPairCodec
{
    private const byte Both = 1;
    private const byte AccessTokenAlone = 2;

    public static byte[] Write(TokenPair pair)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(pair.RefreshToken is null ? AccessTokenAlone : Both);
        writer.Write(pair.AccessToken.Reveal());
        if (pair.RefreshToken is { } refreshToken)
        {
            writer.Write(refreshToken.Reveal());
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">A later version of the product wrote it.</exception>
    public static TokenPair Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadByte() switch
        {
            Both => new TokenPair(new AccessToken(reader.ReadString()), new RefreshToken(reader.ReadString())),
            AccessTokenAlone => new TokenPair(new AccessToken(reader.ReadString()), null),
            var version => throw Unknown(version),
        };
    }

    /// <summary>The access token alone: the refresh token never becomes a text where only that is wanted.</summary>
    /// <exception cref="InvalidDataException">A later version of the product wrote it.</exception>
    public static AccessToken ReadAccessToken(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadByte() is Both or AccessTokenAlone ? new AccessToken(reader.ReadString()) : throw Unknown(bytes[0]);
    }

    private static InvalidDataException Unknown(byte version) => new($"Token pairs of version {version} are not known here.");
}
