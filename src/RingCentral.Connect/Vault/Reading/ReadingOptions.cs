using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>What a node keeps of the sessions that it reads; section <c>TokenApi</c>.</summary>
internal sealed class ReadingOptions
{
    public const string Section = "TokenApi";

    /// <summary>How many sessions a node keeps at hand, under encryption, each about two kilobytes; 0 reads every one from the database.</summary>
    [Range(0, 1_000_000, ErrorMessage = "must be between 0 and 1000000, for example 20000")]
    public int CacheEntries { get; set; } = 20_000;
}
