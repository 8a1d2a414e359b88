using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RingCentral.Connect.Connecting.Links;

/// <summary>What an address carries under Data Protection: links and tickets that need no row of their own.</summary>
internal static class SealedTexts
{
    /// <summary>As the part of a path.</summary>
    public static string SealAsText(this IDataProtector protector, byte[] payload) => Base64Url.EncodeToString(protector.Protect(payload));

    /// <summary>What was sealed; null where the text was not made by us, was altered, or is past its time.</summary>
    public static byte[]? OpenText(this IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(Base64Url.DecodeFromChars(text));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
