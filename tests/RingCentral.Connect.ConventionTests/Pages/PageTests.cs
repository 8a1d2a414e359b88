using RingCentral.Connect.ConventionTests.Sources;
using Xunit;

namespace RingCentral.Connect.ConventionTests.Pages;

public sealed class PageTests
{
    private const string Stylesheet = "wwwroot/css/connect.css";

    // Mail programs drop stylesheets: only inline styles reach every reader.
    private const string Mails = "src/RingCentral.Connect/Notifications/Mail/Templates/";

    [Fact]
    public void Pages_hold_no_styles_and_no_scripts() =>
        Violations.AssertNone(
            SourceTree.Files("src", ".cshtml", ".razor", ".html").Concat(SourceTree.Files("wwwroot", ".html"))
                .Where(page => !page.Path.StartsWith(Mails, StringComparison.Ordinal)).SelectMany(MarkupRule.Check));

    [Fact]
    public void The_two_dark_blocks_hold_equal_values() => Violations.AssertNone(StylesheetRule.Check(SourceTree.Read(Stylesheet)));

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<p class=a\nstyle='color: red'>")]
    [InlineData("<style>p { }</style>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<script type=\"module\">import 'a'</script>")]
    [InlineData("<button type=\"button\" onclick=\"go()\">")]
    public void Markup_that_the_browser_would_drop_is_found(string markup) => Assert.Single(MarkupRule.Check(new SourceFile("Sample.cshtml", markup)));

    [Theory]
    [InlineData("<script src=\"~/js/theme.js\"></script>")]
    [InlineData("<link rel=\"stylesheet\" href=\"a.css\"><p class=\"style\">")]
    public void Markup_that_refers_to_files_passes(string markup) => Assert.Empty(MarkupRule.Check(new SourceFile("Sample.cshtml", markup)));

    [Fact]
    public void A_colour_that_was_changed_in_one_dark_block_only_is_found()
    {
        var stylesheet = SourceTree.Read(Stylesheet);
        var last = stylesheet.LastIndexOf("--paper: ", StringComparison.Ordinal);

        var changed = stylesheet[..last] + "--paper: #123456; --unused: " + stylesheet[(last + "--paper: ".Length)..];

        var violation = Assert.Single(StylesheetRule.Check(changed), found => found.Contains("--paper", StringComparison.Ordinal));

        Assert.Contains("#123456", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stylesheet_without_dark_blocks_is_found() => Assert.Single(StylesheetRule.Check(":root { --paper: #fff; }"));
}
