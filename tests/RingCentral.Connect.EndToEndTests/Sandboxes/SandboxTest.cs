using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.EndToEndTests.Sandboxes;

/// <summary>A person at a browser before the shared sandbox.</summary>
public abstract class SandboxTest(BrowserFixture browser, SandboxFixture fixture) : BrowserTest(browser)
{
    private SandboxProcess? _sandbox;

    protected SandboxProcess Sandbox => _sandbox ?? throw new InvalidOperationException("The test has not begun.");

    protected ConnectPages Connect => new(Person);

    protected RingCentralPages RingCentral => new(Person);

    public override async ValueTask InitializeAsync()
    {
        _sandbox = await fixture.GetAsync();
        await base.InitializeAsync();
    }
}
