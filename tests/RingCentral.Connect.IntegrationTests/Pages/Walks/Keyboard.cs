using Microsoft.Playwright;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>Somebody without a mouse: moves by Tab, presses by Enter, and must see where they are.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostStops = 40;

    /// <summary>What has the focus: its test id, or what else it is; whether it can be seen, and that it has the focus.</summary>
    private const string Focused =
        """
        () => {
          const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
          const inView = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          return [it.dataset.testid ?? it.tagName, `${inView}`, `${ringed}`, it.outerHTML.slice(0, 200)];
        }
        """;

    /// <summary>Goes to what has this test id and presses it.</summary>
    public async Task PressAsync(string testId)
    {
        await GoToAsync(testId);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task GoToAsync(string testId)
    {
        for (var stops = 0; await FocusedAsync() != testId; stops++)
        {
            Assert.True(stops < MostStops, $"{testId} is not reached by Tab on {page.Url}.");
            await page.Keyboard.PressAsync("Tab");
            await CanBeSeenAsync();
        }
    }

    private async Task<string> FocusedAsync() => (await page.EvaluateAsync<string[]>(Focused))[0];

    private async Task CanBeSeenAsync()
    {
        var focused = await page.EvaluateAsync<string[]>(Focused);
        Assert.True(focused[0] == "BODY" || focused is [_, "true", "true", _], $"In view: {focused[1]}, ringed: {focused[2]}, on {page.Url}: {focused[3]}");
    }
}
