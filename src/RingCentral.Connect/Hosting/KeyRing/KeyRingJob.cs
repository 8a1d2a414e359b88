using System.ComponentModel;
using RingCentral.Connect.Hosting.KeyRing.Certificates;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.Hosting.KeyRing.Reencryption;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>
/// Renews the key ring's keys before they expire, wraps them by the first certificate once all nodes do the same, and encrypts anew what is still under older ones.
/// </summary>
internal sealed class KeyRingJob(KeyRingKeeper keeper, KeyRingWrapping wrapping, Reencrypter reencrypter, LoadedCertificates certificates, NodeConsent nodes)
{
    /// <summary>Once a day.</summary>
    public const string Schedule = "17 3 * * *";

    [DisplayName("Key ring: make the next key in time, wrap all by the first certificate, encrypt anew what is under older ones")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await keeper.EnsureKeyAsync(await IsLackedAsync(cancellationToken) ? KeyRingKeeper.RenewAtLatest : KeyRingKeeper.RenewBefore, cancellationToken);
        await wrapping.RunAsync(Consent.EverybodyWrapsByIt, cancellationToken);
        await reencrypter.RunAsync(_ => { }, cancellationToken);
    }

    /// <summary>Whether a running node could not open a key that is made now.</summary>
    private async Task<bool> IsLackedAsync(CancellationToken cancellationToken) =>
        certificates.First is { } first && (await nodes.MissingAsync(Consent.NobodyLacksIt, first.Thumbprint, cancellationToken)).Count > 0;
}
