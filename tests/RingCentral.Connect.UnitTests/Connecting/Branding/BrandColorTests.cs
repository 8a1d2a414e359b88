using RingCentral.Connect.Connecting.Branding;
using Xunit;

namespace RingCentral.Connect.UnitTests.Connecting.Branding;

public sealed class BrandColorTests
{
    [Theory]
    [InlineData("#000000", 21.0)]
    [InlineData("#ffffff", 1.0)]
    [InlineData("#767676", 4.54)]
    [InlineData("#2b468f", 8.9)]
    public void Contrast_to_white_is_that_of_WCAG(string text, double contrast)
    {
        Assert.True(BrandColor.TryParse(text, out var color));

        Assert.Equal(contrast, color.ContrastTo(BrandColor.White), 0.1);
        Assert.Equal(text, color.ToString());
    }

    [Theory]
    [InlineData("2b468f")]
    [InlineData("#2b468")]
    [InlineData("#2b468ff")]
    [InlineData("#gggggg")]
    [InlineData("red; } body { display: none")]
    [InlineData(null)]
    public void What_is_no_colour_is_refused(string? text) => Assert.False(BrandColor.TryParse(text, out _));

    [Fact]
    public void Text_on_an_accent_can_be_read_whatever_the_accent()
    {
        for (var grey = 0; grey < 256; grey++)
        {
            var accent = new BrandColor((byte)grey, (byte)grey, (byte)grey);
            Assert.True(accent.TextOnIt().ContrastTo(accent) >= 4, $"{accent}");
        }
    }
}
