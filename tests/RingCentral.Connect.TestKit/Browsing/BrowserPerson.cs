using Microsoft.Playwright;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Waiting;

namespace RingCentral.Connect.TestKit.Browsing;

/// <summary>One person at a browser.</summary>
public sealed class BrowserPerson(IBrowserContext context, IPage page) : IAsyncDisposable
{
    public IPage Page { get; } = page;

    public IBrowserContext Context { get; } = context;

    public async Task OpenAsync(Uri address) => await Page.GotoAsync(address.ToString());

    /// <summary>Asks the page itself: on a busy machine its event of having loaded can be missed.</summary>
    public Task LoadedAsync() => Eventually.TrueAsync(async () => await Page.EvaluateAsync<string>("() => document.readyState") == "complete");

    public ILocator Find(string testId) => Page.GetByTestId(testId);

    /// <summary>What was seen, and a trace to step through: <c>artifacts/browser/NAME.png</c> and <c>.zip</c>.</summary>
    public async Task KeepEvidenceAsync(string name)
    {
        var path = Path.Combine(BuiltPrograms.Artifacts, "browser", string.Concat(name.Split(Path.GetInvalidFileNameChars())));
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path + ".png", FullPage = true });
        await Context.Tracing.StopAsync(new TracingStopOptions { Path = path + ".zip" });
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
