namespace RingCentral.Connect.Administration.Settings;

/// <summary>A setting as it is in force on this node.</summary>
/// <param name="Key">As it is written in <c>appsettings.json</c>, with <c>:</c> between the levels.</param>
/// <param name="Value">What it is; of a secret only whether it is set.</param>
/// <param name="Source">Where that came from.</param>
internal sealed record Setting(string Key, string Value, string Source)
{
    /// <summary>The first level of the key; what has none is the host's.</summary>
    public string Section => Key.Contains(':', StringComparison.Ordinal) ? Key.Split(':')[0] : "Host";

    /// <summary>Whether somebody has set it.</summary>
    public bool IsDefault => Source == SettingSources.Default;
}
