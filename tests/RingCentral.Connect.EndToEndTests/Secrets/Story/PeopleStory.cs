using System.Net;
using System.Net.Http.Json;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>What people do in their browsers: connect, say no, come back twice, be confused with somebody else, lose their session, sign in again, look after their connection.</summary>
internal sealed class PeopleStory(Installation installation, BrowserPerson person)
{
    /// <summary>The app's user whose connection goes through everything.</summary>
    public const string User = "user-4711-of-the-desk";

    private readonly ConnectPages _connect = new(person);
    private readonly RingCentralPages _ringCentral = new(person);

    private ApiClient Api => installation.Api;

    /// <summary>Without an app: somebody who connects, with a callback that is tampered with first and comes again afterwards; and somebody who says no.</summary>
    public async Task ConnectAsync()
    {
        await _connect.GoToConsentAsync(installation.Url, People.Ines);
        var callback = await _ringCentral.AllowWithoutReturningAsync();
        await person.OpenAsync(new Uri(callback.ToString().Replace("state=", "state=A", StringComparison.Ordinal)));
        Assert.NotEmpty(await _connect.ProblemAsync());
        await person.OpenAsync(callback);
        await _connect.ConnectedIdAsync();
        await person.OpenAsync(callback);
        Assert.NotEmpty(await _connect.ProblemAsync());

        await _connect.GoToConsentAsync(installation.Url, People.Wren);
        await _ringCentral.DenyAsync();
        Assert.Equal("denied", await _connect.ProblemAsync());
    }

    /// <summary>By invitations of an app, which confirms who came: once rightly, once for another user.</summary>
    /// <returns>The connection's id.</returns>
    public async Task<string> ConnectByInvitationAsync()
    {
        var code = await FollowInvitationAsync("user-of-nobody", People.Idris);
        (await CompleteAsync(code, User)).MustBeProblem(HttpStatusCode.Conflict, "completion_mismatch");
        return (await CompleteAsync(await FollowInvitationAsync(User, People.Maud), User)).MustBe(HttpStatusCode.OK)["id"];
    }

    /// <summary>The session ends at RingCentral; mail, webhook and API tell where to sign in; somebody else comes first.</summary>
    public async Task LoseAndComeBackAsync(string id)
    {
        (await Api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        await installation.Simulator.DoAsync(People.Maud, "end-sessions");
        await Api.BecameAsync(id, "needs_reauthorization");
        await Eventually.TrueAsync(() => Task.FromResult(installation.Mails.Any(mail => mail.Sender.Length > 0)), TimeSpan.FromSeconds(60), "the mail came");
        await Eventually.TrueAsync(
            () => Task.FromResult(installation.App.All.Any(hook => hook.Body.Contains("connection.reauthorization_required", StringComparison.Ordinal))), TimeSpan.FromSeconds(60), "the webhook came");

        var link = new Uri((await Api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required")["reconnect_url"]);
        await _connect.GoToConsentAsync(link, People.Pavel);
        await _ringCentral.AllowAsync();
        Assert.Equal("other_user", await person.Find("problem").GetAttributeAsync("data-problem"));
        await person.Find("start-again").ClickAsync();
        Assert.Equal(id, await _connect.ConnectAsync(link, People.Maud));
        await person.OpenAsync(link);
    }

    /// <summary>By the app's link to a person's own page, from which everything that is stored is taken, and the connection ended.</summary>
    public async Task LookAfterAsync(string id)
    {
        var link = (await Api.SendAsync(HttpMethod.Post, $"connections/{id}/manage-link")).MustBe(HttpStatusCode.OK)["manage_url"];
        await person.OpenAsync(new Uri(link));
        await person.Find("mine").WaitForAsync();
        var data = await person.Page.EvaluateAsync<string>("() => fetch('/connections/me/data').then(answer => answer.text())");
        Assert.Contains(id, data, StringComparison.Ordinal);
        await person.OpenAsync(new Uri(installation.Url, "connections/me/reconnect"));
        await person.OpenAsync(new Uri(installation.Url, "connections/me"));
        await person.Find("sign-out").ClickAsync();
        await person.OpenAsync(new Uri(link + "AAAA"));
    }

    private async Task<string> FollowInvitationAsync(string externalId, string ownerId)
    {
        var back = new Uri(installation.App.Address, "back/" + externalId);
        var session = new { external_id = externalId, return_url = back, require_completion = true, metadata = new { team = "blue" } };
        var link = new Uri((await Api.SendAsync(HttpMethod.Post, "connect-sessions", JsonContent.Create(session))).MustBe(HttpStatusCode.Created)["connect_url"]);
        await _connect.GoToConsentAsync(link, ownerId);
        await _ringCentral.AllowAsync();
        await person.ArriveAsync(there => there.AbsolutePath == back.AbsolutePath);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(person.Page.Url).Query);
        var status = await person.Page.Context.APIRequest.GetAsync(link + "/status");
        Assert.Contains(externalId, await status.TextAsync(), StringComparison.Ordinal);
        return query["completion_code"].ToString();
    }

    private Task<ApiAnswer> CompleteAsync(string code, string externalId) =>
        Api.SendAsync(HttpMethod.Post, "connect-sessions/complete", JsonContent.Create(new { completion_code = code, external_id = externalId }));
}
