using System.Net;
using System.Net.Http.Json;
using System.Text;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.EndToEndTests.Secrets.Gathering;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>What app code does with keys: everything that the API offers, and what it refuses.</summary>
internal sealed class AppStory(Installation installation)
{
    private ApiClient Api => installation.Api;

    /// <summary>Endpoints whose addresses are secrets themselves; one gets a new signing secret, one is deleted.</summary>
    public async Task HookAsync()
    {
        var kept = await MakeHookAsync("first-hook", new { url = new Uri(installation.App.Address, "hook/" + Addresses.Kept), events = Array.Empty<string>() });
        (await Api.SendAsync(HttpMethod.Post, $"webhook-endpoints/{kept}/rotate-secret")).MustBe(HttpStatusCode.OK);
        await Api.SendAsync(HttpMethod.Post, $"webhook-endpoints/{kept}/test");
        var gone = await MakeHookAsync("second-hook", new { url = new Uri(installation.App.Address, "hook/" + Addresses.Gone), secret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the app's own secret, 32 bytes !")) });
        (await Api.SendAsync(HttpMethod.Get, $"webhook-endpoints/{gone}")).MustBe(HttpStatusCode.OK);
        (await Api.SendAsync(HttpMethod.Get, "webhook-endpoints")).MustBe(HttpStatusCode.OK);
        (await Api.SendAsync(HttpMethod.Delete, $"webhook-endpoints/{gone}")).MustBe(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => (await Api.SendAsync(HttpMethod.Get, $"webhook-endpoints/{kept}/deliveries")).Text.Contains("delivered", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
    }

    /// <summary>Imports with lines that are faulty in every way; a named request that is repeated.</summary>
    /// <returns>The ids of connections that were made.</returns>
    public async Task<IReadOnlyList<string>> ImportAsync()
    {
        var lines = await installation.Simulator.SeedAsync(4, Installation.ClientId);
        var ids = await Api.ImportedIdsAsync(lines);
        var broken = await installation.Simulator.SeedAsync(3, Installation.ClientId);
        var answer = await Api.ImportAsync([lines[0], broken[0][..^9], broken[1].Replace("external_id", "external", StringComparison.Ordinal), broken[2].Replace("http://127.0.0.1", "https://evil.example", StringComparison.Ordinal)]);
        Assert.Equal(3, answer.Text.Split("\"rejected\"").Length - 1);
        (await Api.ConnectByJwtAsync("flawed", await JwtAsync() + "AAAA")).MustBeProblem(HttpStatusCode.UnprocessableEntity, "jwt_refused");
        var jwt = (await Api.ConnectByJwtAsync("background", await JwtAsync())).MustBe(HttpStatusCode.Created)["id"];
        return [.. ids, jwt];
    }

    /// <summary>Tokens in every way in which they are asked for.</summary>
    public async Task ReadAsync(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            await Eventually.PassesAsync(async () => (await Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK));
            await Api.GetTokenAsync(id, "?min_ttl=5");
        }

        await Api.GetTokenAsync(ids[0], "?min_ttl=100000");
        (await Api.GetTokenAsync(ids[0], "?force=true")).MustBe(HttpStatusCode.OK);
        await Api.SendAsync(HttpMethod.Post, $"connections/{ids[1]}/rotate");
        foreach (var generation in new[] { 0, await Api.GenerationAsync(ids[1]) })
        {
            await Api.SendAsync(HttpMethod.Post, $"connections/{ids[1]}/token/rejected", JsonContent.Create(new { generation }));
        }

        (await Api.PatchConnectionAsync(ids[1], new { metadata = new { team = "blue" }, external_id = "renamed" })).MustBe(HttpStatusCode.OK);
        (await Api.GetTokenByExternalIdAsync("renamed")).MustBe(HttpStatusCode.OK);
        (await Api.DisconnectAsync(ids[2])).MustBe(HttpStatusCode.OK);
        (await Api.GetTokenAsync(ids[2])).MustBeProblem(HttpStatusCode.Gone, "connection_disconnected");
        (await Api.SendAsync(HttpMethod.Delete, $"connections/{ids[3]}")).MustBe(HttpStatusCode.NoContent);
        (await Api.SendAsync(HttpMethod.Get, "connections?limit=200&q=a")).MustBe(HttpStatusCode.OK);
        (await Api.SendAsync(HttpMethod.Get, "events?limit=200")).MustBe(HttpStatusCode.OK);
    }

    /// <summary>Keys that are mistyped, revoked or may not; bodies that are none.</summary>
    public async Task MisuseAsync(string id)
    {
        var little = await installation.RunAsync(["api-keys", "create", "--name", "little", "--scopes", "events:read"]);
        using var may = new ApiClient(installation.Url, little);
        (await may.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        using var mistyped = new ApiClient(installation.Url, Api.Key[..^1] + (Api.Key[^1] == 'A' ? 'Q' : 'A'));
        (await mistyped.GetConnectionAsync(id)).MustBeProblem(HttpStatusCode.Unauthorized, "invalid_api_key");
        using var token = new ApiClient(installation.Url, (await Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK)["access_token"]);
        (await token.GetConnectionAsync(id)).MustBeProblem(HttpStatusCode.Unauthorized, "invalid_api_key");

        var seeded = Assert.Single(await installation.Simulator.SeedAsync(1, Installation.ClientId));
        foreach (var (path, body) in new[] { ("connect-sessions", seeded), ("connections/jwt", seeded), ("connect-sessions/complete", "{\"completion_code\":" + seeded + "}"), ("webhook-endpoints", seeded) })
        {
            (await Api.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"))).MustBe(HttpStatusCode.BadRequest);
        }

        (await Api.GetTokenAsync(id, "?min_ttl=" + Uri.EscapeDataString(Connections.Member(seeded, "access_token")))).MustBe(HttpStatusCode.BadRequest);
    }

    private async Task<string> MakeHookAsync(string name, object endpoint)
    {
        var made = await SendOnceAsync(name, endpoint);
        Assert.Equal(made, await SendOnceAsync(name, endpoint));
        return made;
    }

    /// <summary>A request that is repeated under its name is answered as before: the answer, with its secret, was kept.</summary>
    private async Task<string> SendOnceAsync(string name, object endpoint)
    {
        using var request = JsonContent.Create(endpoint);
        request.Headers.Add("Idempotency-Key", name);
        return (await Api.SendAsync(HttpMethod.Post, "webhook-endpoints", request)).MustBe(HttpStatusCode.Created)["id"];
    }

    private Task<string> JwtAsync() => installation.Simulator.JwtAsync(People.Tomas, null, Installation.ClientId);

    /// <summary>The last part of each address, a secret of the app: it is shown to whoever looks after endpoints, and told to nobody else.</summary>
    internal static class Addresses
    {
        public const string Kept = "b7e2c9d41f6a4c3f9a0e5d8873b16c24";
        public const string Gone = "0c94d1e87a3b4f6f8b2d7c6e51a9f338";

        /// <summary>Where they may stand.</summary>
        public static IReadOnlyList<Way> Known { get; } = [Way.Answer, Way.Dump, Way.Statements];

        public static KnownSecrets All { get; } = new() { { "webhook address", [Kept, Gone] } };
    }
}
