using System.Net;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.IntegrationTests.Connecting.ConnectSessions;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Pages.Walks;

/// <summary>An installation that people walk through from end to end, RingCentral included.</summary>
public sealed class WalkFixture(PostgresFixture postgres) : LiveFixture(postgres)
{
    protected override IReadOnlyList<string> Settings =>
        ["--Branding:AppName=Fernway Desk", "--Branding:OperatorName=Fernway Software", "--RingCentral:Scopes=ReadAccounts ReadCallLog SMS"];

    /// <summary>The link that an app gives its user.</summary>
    internal async Task<Uri> InviteAsync(string externalId)
    {
        using var api = new RawApi(Node.Url) { Authorization = "Bearer " + Api.Key };
        return new Uri(Node.Url, (await ConnectSessionFixture.InviteAsync(api, new { external_id = externalId })).Path);
    }

    /// <summary>Somebody whose session RingCentral has ended: the connection, and the link of the mail that tells them.</summary>
    internal async Task<(string Id, Uri Link)> LoseAsync(string ownerId, string externalId)
    {
        using var browser = new Browser(Node.Url);
        var callback = await browser.ConsentAsync(Simulator, ownerId, $"{(await InviteAsync(externalId)).AbsolutePath}/start");
        var id = (await browser.ConnectedAsync(callback))!;
        await Node.ChangeAsync(Guid.Parse(id), session => (session.HoldUntil, session.DueAt) = (Node.Now.AddSeconds(-5), Node.Now.AddSeconds(-4)));
        await Simulator.DoAsync(ownerId, "end-sessions");
        (await Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");
        return (id, Node.Get<ReconnectLinks>().StartFor(await Node.ConnectionAsync(Guid.Parse(id)))!);
    }

    /// <summary>A link that opens somebody's own connection.</summary>
    internal async Task<Uri> ManageAsync(string id) =>
        new((await Api.SendAsync(HttpMethod.Post, $"connections/{id}/manage-link")).MustBe(HttpStatusCode.OK)["manage_url"]);
}

/// <summary>Walks share one installation and go one after the other.</summary>
[CollectionDefinition(nameof(SharedInstallation))]
public sealed class SharedInstallation : ICollectionFixture<WalkFixture>;
