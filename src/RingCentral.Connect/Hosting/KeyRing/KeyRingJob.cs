using System.ComponentModel;

namespace RingCentral.Connect.Hosting.KeyRing;

/// <summary>Renews the key ring's keys before they expire.</summary>
internal sealed class KeyRingJob(KeyRingKeeper keeper)
{
    /// <summary>Once a day.</summary>
    public const string Schedule = "17 3 * * *";

    [DisplayName("Key ring: make the next key in time")]
    public Task RunAsync(CancellationToken cancellationToken) => keeper.EnsureKeyAsync(cancellationToken);
}
