using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Connecting;

public sealed class SignInLinkTests(BrowserFixture browser, PostgresFixture postgres) : BrowserTest(browser)
{
    [Fact]
    public async Task A_sign_in_link_survives_being_looked_at_and_signs_in_once()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var link = new Uri(await deployment.Service.RunAsync("admin", "sign-in-link"));
        using (var scanner = new HttpClient())
        {
            using var looked = await scanner.GetAsync(link, TestContext.Current.CancellationToken);
            using var head = await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link), TestContext.Current.CancellationToken);
            Assert.True(looked.IsSuccessStatusCode);
        }

        await new AdminPages(Person, deployment.Service.Url).SignInAsync(link);
        await using var somebodyElse = await NewPersonAsync();
        await somebodyElse.OpenAsync(link);
        if (await somebodyElse.Find("sign-in").CountAsync() > 0)
        {
            await somebodyElse.Find("sign-in").ClickAsync();
        }

        await somebodyElse.OpenAsync(new Uri(deployment.Service.Url, "admin"));
        Assert.NotEqual("/admin", new Uri(somebodyElse.Page.Url).AbsolutePath);
    }
}
