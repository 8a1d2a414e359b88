namespace RingCentral.Connect.Pages.Display;

/// <summary>Makes a link of what the operator gave for support.</summary>
internal static class SupportLink
{
    /// <summary>A mail address becomes a mailto link; null where nothing was given.</summary>
    public static string? Of(string? support) => support switch
    {
        null or "" => null,
        _ when support.Contains("://", StringComparison.Ordinal) => support,
        _ => $"mailto:{support}",
    };
}
