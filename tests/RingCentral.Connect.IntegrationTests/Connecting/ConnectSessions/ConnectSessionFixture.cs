using System.Net;
using System.Text.Json;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;

/// <summary>A node whose app may send users back to one address.</summary>
public sealed class ConnectSessionFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    public const string ReturnUrl = "https://app.example.com/back";

    protected override bool Jobs => true;

    protected override IReadOnlyList<string> Settings => [$"--Connect:AllowedReturnUrls:0={ReturnUrl}", "--Branding:AppName=Fernway Desk"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Invites somebody; the path of the link.</summary>
    internal static async Task<(Guid Id, string Path)> InviteAsync(RawApi api, object request)
    {
        var answer = (await api.SendAsync(HttpMethod.Post, "connect-sessions", JsonSerializer.Serialize(request))).MustBe(201);
        return (answer.Json.GetProperty("id").GetGuid(), new Uri(answer.Json.GetProperty("connect_url").GetString()!).AbsolutePath);
    }

    /// <summary>A new RingCentral user; the owner id.</summary>
    internal async Task<string> SomebodyAsync() =>
        JsonElement.Parse((await Simulator.SeedAsync(1))[0]).GetProperty("owner_id").ToString();

    /// <summary>Follows the link to RingCentral, consents and comes back: where the callback sends the browser.</summary>
    internal async Task<Uri> FollowAsync(Browser browser, string path, string ownerId)
    {
        using var response = await browser.OpenAsync(await browser.ConsentAsync(Simulator, ownerId, $"{path}/start"));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return new Uri(Node.Url, response.Headers.Location!);
    }

    /// <summary>How many sessions of a user RingCentral keeps.</summary>
    internal async Task<int> LiveSessionsAsync(string ownerId) =>
        (await Simulator.SessionsOfAsync(ownerId)).Count(session => !session.TryGetProperty("ended", out _));

    /// <summary>What the status address tells.</summary>
    internal async Task<JsonElement> StatusAsync(string path)
    {
        using var http = new HttpClient();
        return JsonElement.Parse(await http.GetStringAsync(new Uri(Node.Url, $"{path}/status"), Cancelled));
    }
}
