namespace RingCentral.Connect.Pages.Display;

/// <summary>What a page that asks to connect shows.</summary>
/// <param name="StartPath">Leads to RingCentral.</param>
internal sealed record AskView(string StartPath)
{
    /// <summary>For whom, in the app's words.</summary>
    public string? ForWhom { get; init; }

    /// <summary>Permissions that will be asked for; null where RingCentral alone knows.</summary>
    public string? Scope { get; init; }

    /// <summary>Leads back to the app without connecting.</summary>
    public string? Decline { get; init; }

    /// <summary>When the link ends; null where there is none.</summary>
    public DateTimeOffset? Until { get; init; }
}
