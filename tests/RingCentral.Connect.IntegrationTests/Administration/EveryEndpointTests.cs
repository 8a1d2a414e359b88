using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using RingCentral.Connect.Administration;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.IntegrationTests.Administration.SignIn;
using RingCentral.Connect.IntegrationTests.Kit;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Administration;

/// <summary>Walks everything that the service answers: each is public and stands here, or needs a key, a person of their own connection, a viewer or an admin.</summary>
public sealed class EveryEndpointTests(OidcFixture fixture) : IClassFixture<OidcFixture>
{
    /// <summary>What anybody may ask for. Whatever is not here must be refused to somebody who is nobody.</summary>
    private static readonly string[] Public =
    [
        "", "index", "connect/{token}", "connect/start", "connect/{token}/start", "connect/{token}/status", "reconnect/{token}", "reconnect/{token}/start", "problem/{ticket}",
        "error/{status:int?}", "mail/unsubscribe/{token}", "connections/me/{token}", "docs", "openapi/v1.json", "health/live", "health/ready", "metrics", "brand/colors.css", "brand/logo",
        "api/{**path}", "admin/sign-in/{token?}", "admin/sign-in/oidc", "admin/sign-in/problem/{ticket}",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceNode Node => fixture.Node;

    [Fact]
    public async Task Everything_public_is_on_the_list_and_everything_on_the_list_is_public()
    {
        var found = (await EndpointsAsync()).Where(endpoint => AccessOf(endpoint) == "public").Select(Pattern).Distinct().Order().ToList();

        Assert.Equal(Public.Where(pattern => pattern != "index").Order(), found.Where(pattern => pattern != "index"));
    }

    [Fact]
    public async Task Everything_under_api_needs_a_key_and_everything_under_admin_an_administrator()
    {
        var endpoints = await EndpointsAsync();
        var wrong = endpoints
            .Where(endpoint => !Public.Contains(Pattern(endpoint)))
            .Select(endpoint => (Pattern: Pattern(endpoint), Access: AccessOf(endpoint)))
            .Where(found => found.Access != (found.Pattern.Split('/')[0] switch { "api" => "key", "connections" or "connected" => "person", _ => found.Access is "viewer" ? "viewer" : "admin" }))
            .ToList();

        Assert.Empty(wrong);
        Assert.InRange(endpoints.Count(endpoint => AccessOf(endpoint) == "key"), 20, 100);
    }

    [Fact]
    public async Task Nobody_gets_anything_but_what_is_public()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Node.Url };
        var given = new List<string>();
        foreach (var (endpoint, method) in (await EndpointsAsync()).Where(endpoint => AccessOf(endpoint) != "public").SelectMany(endpoint => MethodsOf(endpoint).Select(method => (endpoint, method))))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), Address(endpoint));
            using var response = await http.SendAsync(request, Cancelled);
            if (!IsRefusal(response))
            {
                given.Add($"{method} /{Pattern(endpoint)}: {(int)response.StatusCode} {response.Headers.Location}");
            }
        }

        Assert.Empty(given);
    }

    [Fact]
    public async Task No_post_of_a_viewer_or_of_nobody_changes_anything()
    {
        await Node.AddAsync();
        await Node.CreateKeyAsync();
        using var viewer = await Administrator.SignInAsync(Node, AdminRole.Viewer);
        using var nobody = new Administrator(Node);
        var token = (await viewer.ReadAsync("/admin")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var posts = await AdminPostsAsync();
        var before = await FingerprintAsync();

        var done = new List<string>();
        foreach (var path in posts)
        {
            using var byViewer = await viewer.Browser.PostAsync(path, Form(token));
            using var byNobody = await nobody.Browser.PostAsync(path, Form(token));
            if (byViewer.StatusCode != HttpStatusCode.Forbidden || !IsRefusal(byNobody))
            {
                done.Add($"{path}: {(int)byViewer.StatusCode}, {(int)byNobody.StatusCode}");
            }
        }

        Assert.Empty(done);
        Assert.Contains("/admin/keys?handler=Create", posts);
        Assert.Contains("/admin/connections/0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", posts);
        Assert.Equal(before, await FingerprintAsync());
    }

    [Fact]
    public async Task Same_post_of_an_admin_is_let_through()
    {
        using var admin = await Administrator.SignInAsync(Node);
        var token = (await admin.ReadAsync("/admin")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var response = await admin.Browser.PostAsync("/admin/keys?handler=Revoke", Form(token));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Post_without_the_token_of_its_form_is_refused()
    {
        using var admin = await Administrator.SignInAsync(Node);

        using var response = await admin.Browser.PostAsync("/admin/keys?handler=Create", [KeyValuePair.Create("name", "forged"), KeyValuePair.Create("scopes", ApiScopes.TokensRead)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static string AccessOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return endpoint.Metadata.GetMetadata<GuardedScope>() is null ? "public" : "key";
        }

        // Where an endpoint says nothing, the fallback policy asks for a viewer.
        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToList();
        return policies.Exists(ApiScopes.All.Contains) ? "key"
            : policies.Contains(ConnectingExtensions.PersonPolicy) ? "person"
            : policies.Contains(AdminPolicies.Admin) || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null ? "admin"
            : "viewer";
    }

    private static string Pattern(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.Trim('/').ToLowerInvariant();

    private static string Address(RouteEndpoint endpoint) => Address(Pattern(endpoint));

    private static string Address(string pattern) => "/" + System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", "0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET", "POST"];

    private static bool IsRefusal(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.AbsolutePathOrText() is var target && target is "/admin/sign-in" or "/");

    private static IEnumerable<KeyValuePair<string, string>> Form(string token) =>
    [
        KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("name", "forged"), KeyValuePair.Create("scopes", ApiScopes.TokensRead), KeyValuePair.Create("id", "0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"),
    ];

    /// <summary>All of them but files; pages as they are once they have been loaded, since what their classes say is known only then.</summary>
    private async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync()
    {
        var found = new List<RouteEndpoint>();
        foreach (var endpoint in Node.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            found.Add(page is null ? endpoint : (await Node.Get<PageLoader>().LoadAsync(page, endpoint.Metadata)).Endpoint as RouteEndpoint ?? endpoint);
        }

        return found;
    }

    /// <summary>Every handler of every admin page, and every other endpoint under <c>/admin</c> that takes a POST, but what viewers may do to themselves.</summary>
    private async Task<IReadOnlyList<string>> AdminPostsAsync()
    {
        var posts = (await EndpointsAsync())
            .Where(endpoint => Pattern(endpoint).StartsWith("admin/", StringComparison.Ordinal) && AccessOf(endpoint) != "public" && endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null)
            .Where(endpoint => MethodsOf(endpoint).Contains("POST"))
            .Select(Address)
            .ToList();
        foreach (var page in Node.Get<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().Where(page => page.ViewEnginePath.StartsWith("/Admin/", StringComparison.Ordinal)))
        {
            var compiled = await Node.Get<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty);
            var type = compiled.ModelTypeInfo!;
            if (type.IsDefined(typeof(ViewersMayAttribute), false) || type.IsDefined(typeof(AllowAnonymousAttribute), false))
            {
                continue;
            }

            var path = Address(page.AttributeRouteInfo!.Template!);
            posts.AddRange(compiled.HandlerMethods.Where(handler => string.Equals(handler.HttpMethod, "POST", StringComparison.OrdinalIgnoreCase)).Select(handler => handler.Name is { Length: > 0 } name ? $"{path}?handler={name}" : path));
        }

        return posts;
    }

    private Task<string?> FingerprintAsync() => fixture.Database.ReadAsync<string>(
        """
        SELECT md5(concat(
          (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM connections t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM sessions t),
          (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM api_keys t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM webhook_endpoints t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM connect_sessions t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM bulk_works t),
          (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM alarms t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM mails t),
          (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM audit_log t), (SELECT string_agg(t::text, ';' ORDER BY t::text) FROM connection_events t)))
        """,
        Cancelled);
}

internal static class LocationExtensions
{
    public static string AbsolutePathOrText(this Uri location) => (location.IsAbsoluteUri ? location.AbsolutePath : location.OriginalString).Split('?')[0];
}
