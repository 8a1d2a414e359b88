using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Notifications.Mail.Texts;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Mail.Texts;

public sealed partial class MailTextsTests
{
    private static readonly ResourceManager Resources = new(typeof(MailTexts));

    public static TheoryData<string> Languages => [.. MailTexts.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_and_no_other(string language) =>
        Assert.Equal(Enum.GetNames<MailText>().Order(StringComparer.Ordinal), In(language).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_fills_the_same_places(string language)
    {
        var (texts, english) = (In(language), In("en"));

        Assert.All(Enum.GetNames<MailText>(), key => Assert.Equal(Places(english[key]), Places(texts[key])));
    }

    [Fact]
    public void A_text_in_one_language_is_none_in_the_other() =>
        Assert.NotEqual(MailTexts.In("en").Get(MailText.SignInAgain), MailTexts.In("de").Get(MailText.SignInAgain));

    [Fact]
    public void Every_state_reason_and_alarm_has_its_texts()
    {
        var names = Enum.GetNames<ConnectionState>().Select(state => $"State{state}")
            .Concat(Enum.GetNames<StateReason>().Select(reason => $"Reason{reason}"))
            .Concat(Enum.GetNames<AlarmKind>().SelectMany(kind => new[] { $"Alarm{kind}", $"Alarm{kind}Advice" }));

        Assert.All(names, name => Assert.True(Enum.TryParse<MailText>(name, out _), name));
    }

    [Theory]
    [InlineData("en", "Tuesday, 10 November 2026, at 08:12 UTC", "1,204")]
    [InlineData("de", "Dienstag, 10. November 2026, um 08:12 Uhr (UTC)", "1.204")]
    public void Moments_and_numbers_are_written_as_the_language_does(string language, string moment, string number)
    {
        var texts = MailTexts.In(language);

        Assert.Equal(moment, texts.Moment(new DateTimeOffset(2026, 11, 10, 9, 12, 0, TimeSpan.FromHours(1))));
        Assert.Equal(number, texts.Count(1204));
    }

    private static Dictionary<string, string> In(string language)
    {
        // The neutral file is the English one.
        var culture = language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        return Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
