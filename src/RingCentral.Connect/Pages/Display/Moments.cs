using System.Globalization;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Moments as end users read them: in UTC and saying so, since the browser does not tell where they are.</summary>
internal static class Moments
{
    private const string English = "d MMMM, HH:mm 'UTC'";
    private const string German = "d. MMMM, HH:mm 'Uhr UTC'";

    /// <summary>Day and time, such as "24 November, 14:31 UTC".</summary>
    public static string InWords(DateTimeOffset moment)
    {
        var culture = CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        return moment.UtcDateTime.ToString(culture.Name == "de" ? German : English, culture);
    }
}
