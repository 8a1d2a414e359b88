using Microsoft.Playwright;

namespace RingCentral.Connect.TestKit.Browsing.Pages;

/// <summary>Sign-in and consent, as the simulator shows them.</summary>
public sealed class RingCentralPages(BrowserPerson person)
{
    public Task SignInAsync(string ownerId) => person.Find("user-" + ownerId).ClickAsync();

    public Task AllowAsync() => person.Find("consent-allow").ClickAsync();

    public Task DenyAsync() => person.Find("consent-deny").ClickAsync();

    /// <summary>Consents, but keeps the browser from following the redirect: the address that it would have gone to.</summary>
    public async Task<Uri> AllowWithoutReturningAsync()
    {
        await person.Find("consent-allow").WaitForAsync();
        var callback = new TaskCompletionSource<Uri>();
        // Only the first request of a chain of redirects can be caught, so it is the form's answer that is held back.
        await person.Page.RouteAsync("**/*", async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            var answer = await route.FetchAsync(new RouteFetchOptions { MaxRedirects = 0 });
            callback.TrySetResult(new Uri(answer.Headers["location"]));
            await route.FulfillAsync(new RouteFulfillOptions { Status = 200, Body = "held back" });
        });
        await AllowAsync();
        var address = await callback.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await person.Page.UnrouteAllAsync();
        return address;
    }
}
