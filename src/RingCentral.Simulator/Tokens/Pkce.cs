using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RingCentral.Simulator.Authorize;

namespace RingCentral.Simulator.Tokens;

/// <summary>RFC 7636; without a method the challenge is plain (RINGCENTRAL section 2).</summary>
internal static class Pkce
{
    public static bool Fits(Code code, string? verifier)
    {
        if (code.Challenge is null)
        {
            return true;
        }

        if (verifier is null)
        {
            return false;
        }

        var proof = code.ChallengeMethod == "S256"
            ? Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            : verifier;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(proof), Encoding.UTF8.GetBytes(code.Challenge));
    }
}
