using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace RingCentral.Connect.Pages.Display;

/// <summary><c>&lt;moment at="…" now="…" /&gt;</c>: a time in words, with the exact one for those who point at it and for machines.</summary>
public sealed class MomentTagHelper : TagHelper
{
    public DateTimeOffset At { get; set; }

    public DateTimeOffset Now { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", At.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        output.Content.SetContent(Durations.Relative(At, Now));
    }
}
