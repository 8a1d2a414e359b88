using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Kit;

public sealed class BrowserTests(BrowserFixture browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Consent_can_be_given_without_going_where_it_leads()
    {
        await using var simulator = await SimulatorProcess.StartAsync();
        var pages = new RingCentralPages(Person);
        const string query = "response_type=code&client_id=sandbox-client&state=mine&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fcallback";
        await Person.OpenAsync(new Uri(simulator.Url, "restapi/oauth/authorize?" + query));
        await pages.SignInAsync(People.Ines);

        var callback = await pages.AllowWithoutReturningAsync();

        Assert.Equal("http://127.0.0.1:9/callback", callback.GetLeftPart(UriPartial.Path));
        Assert.Contains("state=mine", callback.Query, StringComparison.Ordinal);
        Assert.Contains("code=", callback.Query, StringComparison.Ordinal);
    }
}
