using System.Net;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Http;

/// <summary>One address gets so many pages a minute; which address it is, only proxies that are named may say.</summary>
public sealed class PageAllowanceTests(PostgresFixture postgres)
{
    private const int Most = 5;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Address_that_asks_too_often_waits_and_others_do_not()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await StartAsync(database, "--Hosting:TrustedProxies:0=127.0.0.0/8");
        using var http = new HttpClient { BaseAddress = node.Url };

        for (var call = 0; call < Most; call++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/", "203.0.113.7")).Status);
        }

        var (status, wait, page) = await AskAsync(http, "/", "203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.InRange(wait, 1, 60);
        Assert.Contains("Too many pages at once", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/", "203.0.113.8")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/css/connect.css", "203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(http, "/api/v1/connections", "203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/health/live", "203.0.113.7")).Status);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_are_one()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await StartAsync(database, "--Hosting:TrustedProxies:0=127.0.0.1");
        using var http = new HttpClient { BaseAddress = node.Url };

        for (var call = 0; call < Most; call++)
        {
            await AskAsync(http, "/", $"2001:db8:1:2::{call}");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(http, "/", "2001:db8:1:2:ffff::1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/", "2001:db8:1:3::1")).Status);
    }

    [Fact]
    public async Task Nobody_is_believed_who_is_not_named()
    {
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await StartAsync(database, "--Hosting:TrustedProxies:0=198.51.100.1");
        using var http = new HttpClient { BaseAddress = node.Url };

        for (var call = 0; call < Most * 2; call++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(http, "/", "203.0.113.7")).Status);
        }
    }

    private static async Task<ServiceNode> StartAsync(TestDatabase database, string proxy)
    {
        var node = await ServiceNode.BuildAsync(database, VaultFixture.Nowhere, new NodeRoles(Web: true, Jobs: false), proxy, $"--Hosting:PageRequestsPerMinute={Most}");
        await node.StartAsync();
        return node;
    }

    private static async Task<(HttpStatusCode Status, double Wait, string Page)> AskAsync(HttpClient http, string path, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", from } } };
        using var response = await http.SendAsync(request, Cancelled);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
