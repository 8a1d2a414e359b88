namespace RingCentral.Connect.Connecting;

/// <summary>The languages of what end users read.</summary>
internal static class Languages
{
    public const string Default = "en";

    /// <summary>Each is named in itself.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [(Default, "English"), ("de", "Deutsch")];

    /// <summary>The language that the address asks for; null where it follows from the browser.</summary>
    public static string? ChosenIn(HttpContext http)
    {
        var asked = http.Request.Query[ConnectPaths.LanguageParameter].ToString();
        return All.Select(language => language.Code).FirstOrDefault(code => code == asked);
    }
}
