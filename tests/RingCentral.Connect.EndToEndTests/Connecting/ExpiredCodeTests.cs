using System.Net;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Connecting;

/// <summary>Apart from the other callbacks, because it moves the simulator's clock.</summary>
public sealed class ExpiredCodeTests(BrowserFixture browser, PostgresFixture postgres) : BrowserTest(browser)
{
    [Fact]
    public async Task A_callback_that_comes_too_late_is_explained_and_stores_nothing()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var connect = new ConnectPages(Person);
        await connect.GoToConsentAsync(deployment.Service.Url, People.Ines);
        var callback = await new RingCentralPages(Person).AllowWithoutReturningAsync();

        await deployment.Simulator.Control.AdvanceAsync(TimeSpan.FromMinutes(2));
        await Person.OpenAsync(callback);

        Assert.Equal("expired", await connect.ProblemAsync());
        (await deployment.Api.GetConnectionByExternalIdAsync(People.ExternalId(People.Ines))).MustBeProblem(HttpStatusCode.NotFound, "connection_not_found");
    }
}
