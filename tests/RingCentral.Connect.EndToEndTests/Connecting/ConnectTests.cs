using System.Net;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Connecting;

public sealed class ConnectTests(BrowserFixture browser, SandboxFixture fixture) : SandboxTest(browser, fixture)
{
    [Fact]
    public async Task Somebody_who_connects_gets_a_token_that_works_and_is_rotated_again_and_again_without_being_asked_for()
    {
        var id = await Connect.ConnectAsync(Sandbox.Pages, People.Ines);

        var connection = (await Sandbox.Api.GetConnectionAsync(id)).MustBe(HttpStatusCode.OK);
        Assert.Equal("active", connection["state"]);
        Assert.Equal(People.ExternalId(People.Ines), connection["external_id"]);
        Assert.Equal("Ines Castellan", connection.Json.GetProperty("owner").GetProperty("name").GetString());

        await TokenWorksAsync(id);
        var generation = await Sandbox.Api.GenerationAsync(id);
        for (var round = 0; round < 3; round++)
        {
            generation = await Sandbox.Api.RotatedBeyondAsync(id, generation);
        }

        await TokenWorksAsync(id);
    }

    [Fact]
    public async Task Somebody_whose_role_may_not_read_extensions_connects_by_owner_id()
    {
        var id = await Connect.ConnectAsync(Sandbox.Pages, People.Pavel);

        var connection = (await Sandbox.Api.GetConnectionByExternalIdAsync(People.ExternalId(People.Pavel))).MustBe(HttpStatusCode.OK);
        Assert.Equal(id, connection["id"]);
        Assert.Equal(People.Pavel, connection.Json.GetProperty("owner").GetProperty("id").GetString());
    }

    /// <summary>A token is good for its caller until its <c>expires_at</c>; one that is about to end is asked for anew.</summary>
    private Task TokenWorksAsync(string connectionId) => Eventually.PassesAsync(async () =>
    {
        var token = (await Sandbox.Api.GetTokenAsync(connectionId)).MustBe(HttpStatusCode.OK);
        Assert.Equal("Bearer", token["token_type"]);
        Assert.Equal(connectionId, token["connection_id"]);
        Assert.Equal(200, await Sandbox.Simulator.CallExtensionAsync(token["access_token"]));
    });
}
