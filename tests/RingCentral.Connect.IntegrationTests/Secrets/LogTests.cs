using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using RingCentral.Connect.Administration.SignIn;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Secrets;

/// <summary>A node that logs everything that anybody in the process has to say.</summary>
public sealed partial class LogTests(LiveFixture fixture) : IClassFixture<LiveFixture>
{
    private const string Ines = "256440016";

    private static readonly string[] EverythingAtTrace =
    [
        "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft.AspNetCore=Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace",
        "--Logging:LogLevel:System.Net.Http.HttpClient=Trace", "--Logging:LogLevel:Npgsql=Trace", "--Logging:Console:LogLevel:Default=None",
    ];

    private readonly HashSet<string> _secrets = ["sandbox-secret"];

    [Fact]
    public async Task No_secret_gets_into_any_log_at_any_level()
    {
        using var logs = new LogCollector();
        await using var node = await fixture.NodeAsync([.. EverythingAtTrace, .. OidcFixture.SettingsFor(fixture.RingCentral)]);
        node.Get<ILoggerFactory>().AddProvider(logs);
        await node.StartAsync();

        await ConnectAndLoseAsync(node);
        await ImportAsync(node);
        await ConnectByJwtAsync(node);
        await SignInAsync(node);
        await SignInAtProviderAsync(node);
        _secrets.UnionWith(await fixture.Simulator.TokensAsync());

        Assert.Contains(logs.Entries, entry => entry.StartsWith("Trace", StringComparison.Ordinal));
        Assert.Contains(logs.Entries, entry => entry.Contains("OAU-", StringComparison.Ordinal));
        Assert.True(_secrets.Count > 15);
        var leaks = from entry in logs.Entries
                    from secret in _secrets
                    where entry.Contains(secret, StringComparison.Ordinal) || entry.Contains(Uri.EscapeDataString(secret), StringComparison.Ordinal)
                    select entry.Length > 600 ? entry[..600] : entry;
        Assert.Empty(leaks.Distinct());
    }

    /// <summary>Connect, hand out, rotate, a code that fails, a session that ends, and the way back.</summary>
    private async Task ConnectAndLoseAsync(ServiceNode node)
    {
        var key = await node.CreateKeyAsync();
        _secrets.Add(key);
        using var api = new ApiClient(node.Url, key);
        using var wrong = new ApiClient(node.Url, key[..^1] + (key[^1] == 'A' ? 'Q' : 'A'));
        using var browser = new Browser(node.Url);
        (await wrong.GetConnectionAsync("1")).MustBe(HttpStatusCode.Unauthorized);

        var callback = await browser.ConsentAsync(fixture.Simulator, Ines);
        _secrets.UnionWith([callback.Query.Split("code=")[1].Split('&')[0], callback.Query.Split("state=")[1].Split('&')[0]]);
        _secrets.UnionWith(browser.Cookies.GetAllCookies().Select(cookie => cookie.Name).Where(name => name.StartsWith(".AspNetCore.Correlation.", StringComparison.Ordinal)));
        var id = (await browser.ConnectedAsync(callback))!;
        await browser.ProblemAsync(callback);
        (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);

        await EndHoldAsync(node, id);
        (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        await EndHoldAsync(node, id);
        await fixture.Simulator.DoAsync(Ines, "end-sessions");
        var link = new Uri((await api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required")["reconnect_url"]);
        _secrets.Add(link.Segments[^1]);
        await browser.LandAsync(link);
        Assert.Equal(id, await browser.ConnectedAsync(await browser.ConsentAsync(fixture.Simulator, Ines, link.AbsolutePath + "/start")));
        await browser.ProblemAsync(link);
        (await api.DisconnectAsync(id)).MustBe(HttpStatusCode.OK);
    }

    private async Task ImportAsync(ServiceNode node)
    {
        using var api = await node.CreateApiClientAsync();
        var lines = await fixture.Simulator.SeedAsync(2);
        await api.ImportAsync([lines[0], lines[1].Replace("owner_id", "owner", StringComparison.Ordinal), lines[1][..^5]]);
    }

    /// <summary>A JWT that works, one that does not, and the end of a session that it follows.</summary>
    private async Task ConnectByJwtAsync(ServiceNode node)
    {
        using var api = await node.CreateApiClientAsync();
        var user = await JwtUser.NewAsync(fixture);
        var flawed = user.Assertion + "AAAA";
        _secrets.UnionWith([user.Assertion, user.Assertion.Split('.')[2], flawed]);
        (await api.ConnectByJwtAsync(user.ExternalId, flawed)).MustBeProblem(HttpStatusCode.UnprocessableEntity, "jwt_refused");
        var id = (await api.ConnectByJwtAsync(user.ExternalId, user.Assertion)).MustBe(HttpStatusCode.Created)["id"];
        await fixture.Simulator.DoAsync(user.OwnerId, "end-sessions");
        await EndHoldAsync(node, id);
        (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
    }

    private async Task SignInAsync(ServiceNode node)
    {
        using var browser = new Browser(node.Url);
        using var late = new Browser(node.Url);
        var link = await node.Get<SignInLinks>().CreateAsync(AdminRole.Admin, TestContext.Current.CancellationToken);
        _secrets.Add(link.Segments[^1]);

        Assert.Equal(HttpStatusCode.Redirect, await PressAsync(browser, link));
        Assert.Equal(HttpStatusCode.OK, await PressAsync(late, link));
        Assert.Equal(HttpStatusCode.OK, await PressAsync(late, new Uri(node.Url, "/admin/sign-in/nonsense!")));
        Assert.Contains("Ines Castellan", await browser.LandAsync(new Uri(node.Url, "/admin/connections")), StringComparison.Ordinal);
    }

    /// <summary>Somebody who may, somebody who may not, and a callback that comes again.</summary>
    private async Task SignInAtProviderAsync(ServiceNode node)
    {
        foreach (var owner in new[] { Ines, OidcFixture.Stranger })
        {
            using var browser = new Browser(node.Url);
            var asked = await browser.StartAsync("/admin/sign-in/oidc");
            var callback = await fixture.Simulator.AuthorizeAsync(owner, asked);
            _secrets.UnionWith([asked["state"], asked["nonce"], callback.Query.Split("code=")[1].Split('&')[0]]);
            await browser.LandAsync(callback);
            _secrets.UnionWith(browser.Cookies.GetAllCookies().Where(cookie => cookie.Name == "connect-admin").Select(cookie => cookie.Value));
            Assert.Equal("stale", await browser.LandAsync(callback, "sign-in-problem", "data-problem"));
        }
    }

    private static async Task<HttpStatusCode> PressAsync(Browser browser, Uri link)
    {
        var page = await browser.LandAsync(link);
        var form = new Dictionary<string, string> { ["__RequestVerificationToken"] = Antiforgery().Match(page).Groups[1].Value };
        using var response = await browser.PostAsync(link.AbsolutePath, form);
        return response.StatusCode;
    }

    private static Task EndHoldAsync(ServiceNode node, string id) =>
        node.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (node.Now.AddSeconds(-5), node.Now.AddSeconds(-4)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Antiforgery();
}
