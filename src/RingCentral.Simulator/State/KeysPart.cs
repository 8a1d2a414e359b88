using RingCentral.Simulator.Authorize;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Tokens;

namespace RingCentral.Simulator.State;

/// <summary>What makes texts of an earlier run good, or no good any more: keys, the last code's number, revoked JWT credentials.</summary>
internal sealed class KeysPart(TokenMint mint, SigningKey signingKey, CodeBook codes, JwtCredentials credentials)
{
    /// <summary>Never changes in a run, and takes longer to write out than all the rest.</summary>
    private readonly Lazy<byte[]> _signingKey = new(signingKey.Export);

    private sealed record Record(byte[] TokenKey, byte[] SigningKey, int LastCode, IReadOnlyList<string> RevokedCredentials);

    public byte[] Capture()
    {
        return StateJson.Write(new Record(mint.Key, _signingKey.Value, codes.Last, [.. credentials.Revoked]));
    }

    public void Restore(ReadOnlySpan<byte> body)
    {
        var record = StateJson.Read<Record>(body);
        mint.Key = record.TokenKey;
        signingKey.Import(record.SigningKey);
        codes.Restore(record.LastCode);
        credentials.Restore(record.RevokedCredentials);
    }
}
