using Microsoft.Playwright;
using Xunit;

namespace RingCentral.Connect.TestKit.Browsing;

/// <summary>The Chromium that is installed on this machine: <c>[assembly: AssemblyFixture(typeof(BrowserFixture))]</c>. Nothing is downloaded.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    // A browser in a container has no sandbox of its own, no graphics card, and nobody to call home to.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A browser of one person: cookies of its own.</summary>
    public async Task<BrowserPerson> NewPersonAsync(BrowserNewContextOptions? options = null)
    {
        var context = await _browser!.NewContextAsync(options);

        // A trace has the pages themselves; a film of them beside would cost two seconds of each five on a small machine.
        await context.Tracing.StartAsync(new TracingStartOptions { Screenshots = false, Snapshots = true });
        return new BrowserPerson(context, await context.NewPageAsync());
    }

    private static string Find() =>
        Names.SelectMany(Places).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("No browser was found: install Chromium or Google Chrome (Debian: apt-get install chromium fonts-liberation).");

    private static IEnumerable<string> Places(string name) =>
        Path.IsPathRooted(name)
            ? [name]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/bin").Select(folder => Path.Combine(folder, name));
}
