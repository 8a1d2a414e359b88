using Microsoft.Playwright;
using Xunit;

namespace RingCentral.Connect.TestKit.Browsing;

/// <summary>A test class in which each test has a browser; a test that fails leaves a picture and a trace behind.</summary>
public abstract class BrowserTest(BrowserFixture browser) : IAsyncLifetime
{
    private BrowserPerson? _person;

    protected BrowserPerson Person => _person ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>Somebody else, at a browser of their own.</summary>
    protected Task<BrowserPerson> NewPersonAsync(BrowserNewContextOptions? options = null) => browser.NewPersonAsync(options);

    public virtual async ValueTask InitializeAsync() => _person = await browser.NewPersonAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_person is null)
        {
            return;
        }

        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await _person.KeepEvidenceAsync(TestContext.Current.Test?.TestDisplayName ?? GetType().Name);
        }

        await _person.DisposeAsync();
    }
}
