using System.Net;
using System.Net.Http.Json;
using RingCentral.Connect.Client;
using RingCentral.Connect.ClientTests.Kit;
using Xunit;

namespace RingCentral.Connect.ClientTests.Requests;

public sealed class TokenHandlerTests(Scene scene) : IClassFixture<Scene>
{
    private const string Extension = "restapi/v1.0/account/~/extension/~";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Relative_address_leads_to_the_connections_own_server()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();

        using var response = await app.CallAsync(person.Key, Extension, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(person.OwnerId, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_is_chosen_where_the_request_names_none()
    {
        var (chosen, named) = (await scene.ConnectAsync(), await scene.ConnectAsync());
        await using var app = scene.App(choose: _ => ConnectionKey.ByExternalId(chosen.ExternalId));

        Assert.Contains(chosen.OwnerId, await app.RingCentral.GetStringAsync(Extension, Cancelled), StringComparison.Ordinal);
        using var response = await app.CallAsync(named.Key, Extension, Cancelled);
        Assert.Contains(named.OwnerId, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_for_nobody_is_not_sent()
    {
        await using var app = scene.App();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => app.RingCentral.GetStringAsync(Extension, Cancelled));
        Assert.Contains("ForConnection", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_is_never_sent_to_another_origin()
    {
        await using var elsewhere = new Listener();
        var person = await scene.ConnectAsync();
        await using var app = scene.App();

        foreach (var address in new[] { elsewhere.Address, new Uri(scene.OtherServer.Address, Extension), new Uri("http://ringcentral.example/") })
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => app.CallAsync(person.Key, address.ToString(), Cancelled));
            Assert.Contains("goes to", fault.Message, StringComparison.Ordinal);
        }

        Assert.Empty(elsewhere.Authorizations);
        Assert.Empty(scene.OtherServer.Authorizations);
    }

    [Fact]
    public async Task Redirect_to_another_origin_takes_no_token_along()
    {
        await using var elsewhere = new Listener();
        await using var home = new Listener { Redirect = elsewhere.Address };
        var person = await scene.ConnectAsync();
        await using var app = scene.App(options => options.AdditionalOrigins.Add(home.Address));

        using var response = await app.CallAsync(person.Key, home.Address.ToString(), Cancelled);

        Assert.StartsWith("Bearer ", Assert.Single(home.Authorizations), StringComparison.Ordinal);
        Assert.Null(Assert.Single(elsewhere.Authorizations));
    }

    [Fact]
    public async Task Token_of_another_server_goes_there_and_not_to_the_first()
    {
        var person = await scene.ConnectAsync(line => line["server_url"] = scene.OtherServer.Address.ToString());
        await using var app = scene.App();
        var token = await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);

        Assert.Equal(scene.OtherServer.Address, token.ServerUrl);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.CallAsync(person.Key, new Uri(scene.Simulator.Url, Extension).ToString(), Cancelled));
    }

    [Fact]
    public async Task Sending_without_waiting_is_refused_rather_than_sent_without_a_token()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        using var request = new HttpRequestMessage(HttpMethod.Get, Extension).ForConnection(person.ConnectionId);

        Assert.Throws<NotSupportedException>(() => app.RingCentral.Send(request, Cancelled));
    }

    [Fact]
    public async Task Refused_token_is_reported_and_the_request_made_once_more()
    {
        await using var app = scene.App();
        var person = await WithRefusedTokenAsync(app);

        using var response = await app.CallAsync(person.Key, Extension, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(app.Gate.Passed, request => request == $"POST /api/v1/connections/{person.ConnectionId}/token/rejected");
    }

    [Fact]
    public async Task Session_that_has_ended_is_found_out_by_the_call_that_meets_it()
    {
        var person = await scene.ConnectAsync();
        await using var app = scene.App();
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        await scene.Simulator.DoAsync(person.OwnerId, "end-sessions");

        var refusal = await Assert.ThrowsAsync<ReauthorizationRequiredException>(() => app.CallAsync(person.Key, Extension, Cancelled));

        Assert.NotNull(refusal.ReconnectUrl);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_is_sent_again_only_where_it_is_still_there(bool buffered)
    {
        await using var app = scene.App();
        var person = await WithRefusedTokenAsync(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "restapi/oauth/wstoken").ForConnection(person.ConnectionId);
        request.Content = buffered ? JsonContent.Create(new { }) : new StreamContent(new MemoryStream("{}"u8.ToArray()));

        using var response = await app.RingCentral.SendAsync(request, Cancelled);

        // The app lacks the permission that this call needs: RingCentral says so to a token that works, and not to one that it refuses.
        Assert.Equal(buffered ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, (await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled)).Generation);
    }

    /// <summary>Somebody whose token the app keeps, while another caller has broken its hold.</summary>
    private async Task<Person> WithRefusedTokenAsync(App app)
    {
        var person = await scene.ConnectAsync();
        await app.Tokens.GetAsync(person.ConnectionId, cancellationToken: Cancelled);
        (await scene.Api.GetTokenAsync(person.ConnectionId.ToString(), "?force=true")).MustBe(HttpStatusCode.OK);
        return person;
    }
}
