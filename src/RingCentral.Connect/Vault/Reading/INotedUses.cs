namespace RingCentral.Connect.Vault.Reading;

/// <summary>Uses that are noted in memory and written down in batches: a read never writes.</summary>
internal interface INotedUses
{
    /// <summary>Two uses within this time are one.</summary>
    static readonly TimeSpan Exactness = TimeSpan.FromSeconds(1);

    /// <summary>Writes down what was noted since the last time.</summary>
    Task FlushAsync(CancellationToken cancellationToken);
}
