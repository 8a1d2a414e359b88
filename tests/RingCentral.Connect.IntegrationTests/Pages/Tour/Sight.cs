using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Browsing;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Tour;

/// <summary>Looks at a page as people will: small and large, light and dark; keeps the pictures under <c>artifacts/pages</c>.</summary>
internal sealed class Sight
{
    /// <summary>For people who come once, on whatever network they have.</summary>
    public const int TransferOfUsers = 60 * 1024;

    /// <summary>For administrators, whose pages bring charts and tables.</summary>
    public const int TransferOfAdministrators = 100 * 1024;

    private const int MostRequests = 3;

    /// <summary>The sum of all shifts so far that nobody's input has caused.</summary>
    private const string LayoutShift =
        """
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const entry of list.getEntries()) { if (!entry.hadRecentInput) { sum += entry.value; } } }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => setTimeout(() => done(sum), 50));
        })
        """;

    private static readonly (int Width, int Height)[] Sizes = [(390, 844), (1280, 800)];

    private readonly BrowserPerson _person;
    private readonly int _largestTransfer;
    private readonly ConcurrentQueue<IResponse> _responses = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    public Sight(BrowserPerson person, int largestTransfer = TransferOfUsers)
    {
        _person = person;
        _largestTransfer = largestTransfer;
        person.Page.Response += (_, response) => _responses.Enqueue(response);
        person.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("404 (Not Found)", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
        person.Page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public async Task LookAtAsync(Uri address, string name)
    {
        _responses.Clear();
        await _person.Page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        await IsLightAsync();
        await StandsStillAsync(name);
        await LookAsync(name);
    }

    /// <summary>Nothing moves once it was shown.</summary>
    private async Task StandsStillAsync(string name)
    {
        var shift = await _person.Page.EvaluateAsync<double>(LayoutShift);
        Assert.True(shift < 0.001, $"{name} moves while it is loaded: {shift}.");
    }

    /// <summary>The same at a mail, which has to bring everything along. It is looked at as mail programs show it: as the content of their page.</summary>
    public async Task LookAtMailAsync(string html, string name)
    {
        _responses.Clear();
        await _person.Page.SetContentAsync(html);
        await _person.Page.EvaluateAsync("() => { const main = document.createElement('main'); main.append(...document.body.childNodes); document.body.append(main); }");
        await LookAsync(name);
        Assert.Empty(_responses);
    }

    private async Task LookAsync(string name)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await _person.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var (width, height) in Sizes)
            {
                await _person.Page.SetViewportSizeAsync(width, height);
                await FitsAsync(name, width);
                if (scheme == ColorScheme.Dark == (width == Sizes[0].Width))
                {
                    await CanBeReadByAllAsync(name, width, scheme);
                }

                await _person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PictureOf(name, width, scheme), FullPage = true });
            }
        }

        Assert.Empty(_complaints);
    }

    private static string PictureOf(string name, int width, ColorScheme scheme) =>
        Path.Combine(BuiltPrograms.Artifacts, "pages", $"{name}-{width}-{(scheme == ColorScheme.Dark ? "dark" : "light")}.png");

    /// <summary>At most three requests beside the page itself, icons apart, and no more bytes in all than people of its kind have patience for.</summary>
    private async Task IsLightAsync()
    {
        // What a redirect led through is not the page.
        var parts = _responses.Where(response => response.Status < 300 && !response.Url.Contains("favicon", StringComparison.Ordinal)).ToList();
        var sizes = await Task.WhenAll(parts.Select(async part => (await part.BodyAsync()).Length));
        Assert.True(parts.Count <= MostRequests + 1, string.Join('\n', parts.Select(part => part.Url)));
        Assert.True(sizes.Sum() <= _largestTransfer, $"{sizes.Sum()} bytes: {string.Join(", ", parts.Zip(sizes, (part, size) => $"{part.Url} {size}"))}");
    }

    private async Task FitsAsync(string name, int width) =>
        Assert.True(await _person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} is wider than {width} px.");

    private async Task CanBeReadByAllAsync(string name, int width, ColorScheme scheme)
    {
        var found = await _person.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(found.Violations.Length == 0, $"{name} at {width} px, {scheme}:\n{string.Join('\n', found.Violations.Select(Describe))}");
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
