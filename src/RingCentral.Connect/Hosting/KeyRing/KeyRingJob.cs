using System.ComponentModel;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>Renews the key ring's keys before they expire, and encrypts anew what is still under older ones.</summary>
internal sealed class KeyRingJob(KeyRingKeeper keeper, Reencrypter reencrypter)
{
    /// <summary>Once a day.</summary>
    public const string Schedule = "17 3 * * *";

    [DisplayName("Key ring: make the next key in time, encrypt anew what is under older ones")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await keeper.EnsureKeyAsync(cancellationToken);
        await reencrypter.RunAsync(_ => { }, cancellationToken);
    }
}
