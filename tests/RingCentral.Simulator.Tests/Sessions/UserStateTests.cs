using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Sessions;

/// <summary>RINGCENTRAL section 4, rows 21 to 26.</summary>
public sealed class UserStateTests
{
    [Theory]
    [InlineData("disable")]
    [InlineData("freeze")]
    public async Task Disabled_user_is_refused_until_restored(string action)
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var code = await world.CodeAsync();
        await world.ActAsync(World.Ines, action);

        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-236");
        Expect.ApiRefused(await world.Client.MeAsync(session.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-236");
        Expect.InvalidGrant(await world.Client.RedeemAsync(code, World.Callback), "OAU-141");
        await world.ActAsync(World.Ines, "restore");
        Expect.Works(await world.Client.RefreshAsync(session.RefreshToken));
    }

    [Fact]
    public async Task Deleted_user_is_not_found_and_stays_without_sessions()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var code = await world.CodeAsync();
        await world.ActAsync(World.Ines, "delete");

        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-232");
        Expect.ApiRefused(await world.Client.MeAsync(session.AccessToken), HttpStatusCode.Unauthorized, "CMN-405", "CMN-405");
        Expect.InvalidGrant(await world.Client.RedeemAsync(code, World.Callback), "OAU-136");
        await world.ActAsync(World.Ines, "restore");
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-213");
    }

    [Theory]
    [InlineData("suspend-account", "OAU-142")]
    [InlineData("close-account", "OAU-222")]
    public async Task Account_that_is_suspended_or_gone_refuses_all_its_users(string action, string code)
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var elsewhere = await world.ConnectAsync(World.Maud);

        await world.ActAsync(World.Tomas, action);

        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), code);
        Expect.ApiRefused(await world.Client.MeAsync(session.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", code);
        Expect.Works(await world.Client.RefreshAsync(elsewhere.RefreshToken));
    }

    [Fact]
    public async Task Network_policy_refuses_with_403_and_leaves_the_session_alive()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        await world.ActAsync(World.Ines, "restrict-network");

        var refused = await world.Client.RefreshAsync(session.RefreshToken);
        await world.ActAsync(World.Ines, "restore");

        Expect.Refused(refused, HttpStatusCode.Forbidden, "invalid_client", "OAU-167");
        Expect.Works(await world.Client.RefreshAsync(session.RefreshToken));
    }

    [Fact]
    public async Task Disabled_application_is_refused()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        await world.DoAsync("POST", "apps/sandbox-client/disable");

        var refused = await world.Client.RefreshAsync(session.RefreshToken);

        Expect.Refused(refused, HttpStatusCode.BadRequest, "invalid_client", "OAU-153");
        Assert.Contains("client application is disabled", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_removed_by_the_customer_finds_its_tokens_corrupted()
    {
        await using var world = await World.StartAsync();
        Answer session = await world.ConnectAsync();

        await world.ActAsync(World.Ines, "unauthorize-app");

        Expect.ApiRefused(await world.Client.MeAsync(session.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-129");
        Expect.InvalidGrant(await world.Client.RefreshAsync(session.RefreshToken), "OAU-213");
    }
}
