using System.Text.RegularExpressions;

namespace RingCentral.Connect.ConventionTests.Pages;

/// <summary>Dark colours stand twice, for the system's wish and for the reader's own; a colour changed in one place only is half a change.</summary>
internal static partial class StylesheetRule
{
    public static IEnumerable<string> Check(string stylesheet)
    {
        var system = Values(SystemDark().Match(stylesheet));
        var chosen = Values(ChosenDark().Match(stylesheet));
        if (system.Count == 0 || chosen.Count == 0)
        {
            return ["connect.css: the dark blocks ':root:not([data-theme=\"light\"])' and ':root[data-theme=\"dark\"]' were not both found."];
        }

        return from name in system.Keys.Union(chosen.Keys)
               let values = (First: system.GetValueOrDefault(name, "nothing"), Second: chosen.GetValueOrDefault(name, "nothing"))
               where values.First != values.Second
               select $"connect.css: {name} is {values.First} in the first dark block and {values.Second} in the second; make them equal.";
    }

    private static Dictionary<string, string> Values(Match block) =>
        Declaration().Matches(Comment().Replace(block.Groups["body"].Value, "")).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim());

    [GeneratedRegex(@":root:not\(\[data-theme=""light""\]\)\s*\{(?<body>[^}]*)\}")]
    private static partial Regex SystemDark();

    [GeneratedRegex(@":root\[data-theme=""dark""\]\s*\{(?<body>[^}]*)\}")]
    private static partial Regex ChosenDark();

    [GeneratedRegex(@"(?<name>[a-z-]+)\s*:(?<value>[^;]+);")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
