namespace RingCentral.Connect.Administration.Sessions;

/// <summary>Browser and system in two words: enough to recognise one's own, and no more than that is kept.</summary>
internal static class Browsers
{
    /// <summary>Most claim to be others too: the first that is found counts.</summary>
    private static readonly (string Mark, string Name)[] Programs =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as "Firefox on Windows"; null where the header tells nothing that is known.</summary>
    public static string? Describe(string userAgent) => (Find(Programs, userAgent), Find(Systems, userAgent)) switch
    {
        (null, null) => null,
        (var program, null) => program,
        (null, var system) => $"A browser on {system}",
        var (program, system) => $"{program} on {system}",
    };

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(item => userAgent.Contains(item.Mark, StringComparison.Ordinal)).Name;
}
