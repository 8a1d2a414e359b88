using System.Globalization;
using Microsoft.Playwright;
using RingCentral.Connect.Sandbox.Processes;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>Pictures of a walk, as its person saw the pages: <c>artifacts/pages/walks/NAME-1-PAGE.png</c>. Nothing may be wider than the window.</summary>
internal sealed class Album(IPage page, string name)
{
    private int _pictures;

    public async Task TakeAsync(string what)
    {
        var width = page.ViewportSize!.Width;
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{what} is wider than {width} px.");
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_pictures}-{what}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(BuiltPrograms.Artifacts, "pages", "walks", file) });
    }
}
