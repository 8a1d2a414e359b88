using System.Runtime.CompilerServices;
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

    /// <summary>Waits until the page has loaded.</summary>
    public Task LoadedAsync() => ArriveAsync(_ => true);

    /// <inheritdoc cref="ArriveAsync(Func{Uri, bool}, string)"/>
    public Task ArriveAsync(Uri address) => ArriveAsync(there => there == address, address.ToString());

    /// <summary>
    /// Waits until a page has loaded whose address fits. Asks the page itself: Playwright's own waits listen for its events, and on busy machines missed that of a page which
    /// had loaded.
    /// </summary>
    public Task ArriveAsync(Func<Uri, bool> fits, [CallerArgumentExpression(nameof(fits))] string what = "") => Eventually.GetAsync(
        () => Page.EvaluateAsync<string>("() => `${document.readyState} ${location.href}`"),
        seen => seen.Split(' ', 2) is ["complete", var address] && fits(new Uri(address)),
        what: what);

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
