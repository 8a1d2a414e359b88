using System.Globalization;
using System.Resources;

namespace RingCentral.Connect.Notifications.Mail.Texts;

/// <summary>The words of mails in one language, from the resource files beside this class. A key that a file lacks is a fault of ours and throws.</summary>
/// <param name="culture">The language, and how it writes dates and numbers.</param>
internal sealed class MailTexts(CultureInfo culture)
{
    /// <summary>The languages that there are texts in.</summary>
    public static readonly string[] Languages = ["en", "de"];

    private static readonly ResourceManager Resources = new(typeof(MailTexts));

    /// <summary>The language, as a browser or mail program knows it.</summary>
    public string Language => culture.TwoLetterISOLanguageName;

    /// <summary>The texts of a language.</summary>
    public static MailTexts In(string language) => new(CultureInfo.GetCultureInfo(language));

    /// <summary>The key of that name: states, reasons and alarms are texts under their own names. A test holds that each has one.</summary>
    public static MailText KeyOf(string name) => Enum.Parse<MailText>(name);

    /// <summary>A text with its places filled.</summary>
    public string Get(MailText key, params object[] values)
    {
        var text = Resources.GetString(key.ToString(), culture) ?? throw new InvalidOperationException($"There is no text {key} in {culture.Name}.");
        return values.Length == 0 ? text : string.Format(culture, text, values);
    }

    /// <summary>A day and a time of day, in UTC: where a person is, is not known.</summary>
    public string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString(Get(MailText.MomentFormat), culture);

    /// <summary>A day.</summary>
    public string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString(Get(MailText.DayFormat), culture);

    /// <summary>A whole number.</summary>
    public string Count(int number) => number.ToString("N0", culture);
}
