using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace RingCentral.Connect.Pages.Display;

/// <summary>The little Markdown that descriptions of the API use: <c>`code`</c> and <c>**strong**</c>.</summary>
internal static partial class ProseText
{
    /// <summary>Everything is encoded first: nothing of the text becomes markup but those two.</summary>
    public static IHtmlContent Of(string text) =>
        new HtmlString(Strong().Replace(Code().Replace(WebUtility.HtmlEncode(text), "<code>$1</code>"), "<b>$1</b>"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();
}
