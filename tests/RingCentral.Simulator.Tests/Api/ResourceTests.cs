using System.Net;

namespace RingCentral.Simulator.Tests.Api;

/// <summary>RINGCENTRAL sections 1 and 8: the few resources that matter.</summary>
public sealed class ResourceTests
{
    [Fact]
    public async Task Extension_and_account_show_whose_token_it_is()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync(World.Tomas);

        var extension = (await world.Client.MeAsync(session.AccessToken)).Json;
        var account = (await world.Client.GetAsync("/restapi/v1.0/account/~", session.AccessToken)).Json;

        Assert.Equal(World.Tomas, extension.GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(extension.GetProperty("permissions").GetProperty("admin").GetProperty("enabled").GetBoolean());
        Assert.Equal(extension.GetProperty("account").GetProperty("id").GetString(), account.GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("1210", account.GetProperty("serviceInfo").GetProperty("brand").GetProperty("id").GetString());
        Assert.StartsWith(world.Server.ToString(), extension.GetProperty("uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_token_works_in_the_query_too()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        Expect.Works(await world.Client.GetAsync($"/restapi/v1.0/account/~/extension/~?access_token={session.AccessToken}"));
    }

    [Fact]
    public async Task Missing_app_permission_is_CMN_401_and_missing_user_permission_CMN_408()
    {
        await using var world = await World.StartAsync();
        var pavel = await world.ConnectAsync(World.Pavel);
        await world.SetAsync(new { granted_permissions = "ReadCallLog" });
        var ines = await world.ConnectAsync();

        Expect.ApiRefused(await world.Client.MeAsync(ines.AccessToken), HttpStatusCode.Forbidden, "CMN-401", "CMN-401");
        Expect.ApiRefused(await world.Client.MeAsync(pavel.AccessToken), HttpStatusCode.Forbidden, "CMN-408", "CMN-408");
    }

    [Fact]
    public async Task Root_answers_without_a_token()
    {
        await using var world = await World.StartAsync();

        Expect.Works(await world.Client.GetAsync("/restapi"));
    }

    [Fact]
    public async Task Web_socket_token_is_refused_politely()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/restapi/oauth/wstoken");
        request.Headers.Authorization = new("Bearer", session.AccessToken);

        var answer = await world.Client.SendAsync(request);

        Expect.ApiRefused(answer, HttpStatusCode.Forbidden, "CMN-401", "CMN-401");
    }

    [Fact]
    public async Task Entry_points_lead_back_to_this_server()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();

        var initial = (await world.Client.GetAsync("/.well-known/entry-points/initial?clientId=sandbox-client")).Json;
        var external = await world.Client.GetAsync(new Uri(initial.GetProperty("discoveryApi").GetProperty("defaultExternalUri").GetString()!).AbsolutePath, session.AccessToken);

        Assert.Equal(86400, external.Json.GetProperty("expiresIn").GetInt32());
        Assert.NotNull(external.Header("discovery-tag"));
    }
}
