using System.Text;

namespace RingCentral.Connect.Vault.Listing;

/// <summary>
/// What is searched for, cut into words as the column <c>search</c> is: every mark of ASCII is a space there, as it is to trigrams. So three characters are found anywhere, and
/// one or two at the beginning of a word, which is where a trigram knows of them.
/// </summary>
internal static class SearchText
{
    private const int Trigram = 3;

    /// <summary>Text that means itself within a pattern for <c>LIKE</c>, whose escape character is the backslash.</summary>
    public static string Literal(string text)
    {
        var pattern = new StringBuilder(text.Length + 4);
        foreach (var character in text)
        {
            pattern.Append(character is '%' or '_' or '\\' ? "\\" : "").Append(character);
        }

        return pattern.ToString();
    }

    /// <summary>The pattern for <c>LIKE</c>, not yet in lower case; null where nothing is left to search for.</summary>
    public static string? Pattern(string text)
    {
        var words = new string([.. text.Select(character => char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) ? ' ' : character)]).Trim();
        return words.Length == 0 ? null : words.EnumerateRunes().Count() < Trigram ? $"% {words}%" : $"%{words}%";
    }
}
