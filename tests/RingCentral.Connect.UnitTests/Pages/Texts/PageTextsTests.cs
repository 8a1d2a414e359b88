using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Pages.Texts;
using Xunit;

namespace RingCentral.Connect.UnitTests.Pages.Texts;

public sealed partial class PageTextsTests
{
    private static readonly ResourceManager Resources = new(typeof(PageTexts));

    public static TheoryData<string> Languages => [.. RingCentral.Connect.Connecting.Languages.All.Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_text_with_the_same_places(string language)
    {
        var (english, other) = (TextsOf("en"), TextsOf(language));

        Assert.Equal(english.Keys.Order(), other.Keys.Order());
        Assert.All(english, text => Assert.Equal(PlacesOf(text.Value), PlacesOf(other[text.Key])));
    }

    [Fact]
    public void Every_problem_and_every_reason_has_its_words()
    {
        var texts = TextsOf("en");
        foreach (var kind in Enum.GetValues<ProblemKind>().Select(kind => SnakeCase.Write(kind)))
        {
            Assert.All(["title", "lead", "advice"], part => Assert.Contains($"problem.{kind}.{part}", texts.Keys));
        }

        foreach (var reason in Enum.GetValues<StateReason>().Except([StateReason.TokenRevoked, StateReason.JwtInvalid]))
        {
            Assert.Contains($"why.{SnakeCase.Write(reason)}", texts.Keys);
        }
    }

    [Fact]
    public void End_users_are_spared_the_words_of_the_trade() =>
        Assert.All(
            TextsOf("en").Where(text => !text.Key.StartsWith("mend.", StringComparison.Ordinal)),
            text => Assert.DoesNotMatch(@"(?i)\b(tokens?|oauth|sessions?|refresh|grants?|scopes?|oops|click here)\b|!", text.Value));

    private static Dictionary<string, string> TextsOf(string language)
    {
        var culture = language == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var set = Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!;
        return set.Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
