using System.Text.Encodings.Web;
using RingCentral.Connect.Pages.Display;
using Xunit;

namespace RingCentral.Connect.UnitTests.Pages.Display;

public sealed class ProseTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("use `a < b` **now**", "use <code>a &lt; b</code> <b>now</b>")]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("`<img onerror=x>`", "<code>&lt;img onerror=x&gt;</code>")]
    [InlineData("a ` b * c ** d", "a ` b * c ** d")]
    public void Prose_becomes_markup_of_two_kinds_and_no_other(string text, string markup)
    {
        using var writer = new StringWriter();
        ProseText.Of(text).WriteTo(writer, HtmlEncoder.Default);
        Assert.Equal(markup, writer.ToString());
    }
}
