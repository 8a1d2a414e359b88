using System.Text.RegularExpressions;
using RingCentral.Connect.ConventionTests.Sources;

namespace RingCentral.Connect.ConventionTests.Pages;

/// <summary>The Content-Security-Policy forbids inline styles and scripts, and a browser drops them without a word.</summary>
internal static partial class MarkupRule
{
    public static IEnumerable<string> Check(SourceFile page) =>
        from rule in (ValueTuple<Regex, string>[])
        [
            (InlineStyle(), "an inline style: give it a class of wwwroot/css/connect.css"),
            (StyleElement(), "a <style> element: its rules belong into wwwroot/css/connect.css"),
            (InlineScript(), "a <script> without src: its code belongs into a file under wwwroot/js"),
            (EventAttribute(), "an event attribute: attach the event in a file under wwwroot/js"),
        ]
        from Match match in rule.Item1.Matches(page.Text)
        let line = page.Text.AsSpan(0, match.Index).Count('\n') + 1
        select $"{page.Path}:{line} has {rule.Item2}.";

    [GeneratedRegex(@"\sstyle\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<style", RegexOptions.IgnoreCase)]
    private static partial Regex StyleElement();

    [GeneratedRegex(@"<script(?![^>]*\ssrc\s*=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<[a-z][^>]*\son[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex EventAttribute();
}
