using System.Net;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.State;

/// <summary>What a restart with the same --state folder must not change.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly StateFolderOfTest _folder = new();

    [Fact]
    public async Task Restart_keeps_sessions_and_their_tokens()
    {
        Answer first, second;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            first = await before.ConnectAsync(World.Ines, ("endpoint_id", "desk"));
            second = await before.Client.RefreshAsync((await before.ConnectAsync(World.Maud)).RefreshToken);
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.Works(await after.Client.MeAsync(first.AccessToken));
        Expect.Works(await after.Client.MeAsync(second.AccessToken));
        var third = await after.Client.RefreshAsync(first.RefreshToken);
        Expect.Works(third);
        Assert.Equal((first.SessionId, "desk"), (third.SessionId, third.Json.GetProperty("endpoint_id").GetString()));
        Expect.Works(await after.Client.RefreshAsync(second.RefreshToken));
    }

    [Fact]
    public async Task Restart_keeps_the_grace_and_its_end()
    {
        Answer first, second;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            first = await before.ConnectAsync();
            second = await before.Client.RefreshAsync(first.RefreshToken);
        }

        await using (var between = await World.StartAsync(_folder.Argument))
        {
            Assert.Equal(second.Pair, (await between.Client.RefreshAsync(first.RefreshToken)).Pair);
            Expect.ApiRefused(await between.Client.MeAsync(first.AccessToken), HttpStatusCode.Unauthorized, "TokenInvalid", "OAU-129");
            Expect.Works(await between.Client.MeAsync(second.AccessToken));
            await between.AdvanceAsync(TimeSpan.FromSeconds(10));
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(first.RefreshToken), "OAU-213");
        Expect.Works(await after.Client.RefreshAsync(second.RefreshToken));
    }

    [Fact]
    public async Task Restart_keeps_the_states_of_users_and_accounts()
    {
        Answer ines, tomas, maud;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            (ines, tomas, maud) = (await before.ConnectAsync(), await before.ConnectAsync(World.Tomas), await before.ConnectAsync(World.Maud));
            await before.ActAsync(World.Ines, "disable");
            await before.ActAsync(World.Tomas, "change-password");
            await before.ActAsync(World.Maud, "suspend-account");
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(ines.RefreshToken), "OAU-236");
        Expect.InvalidGrant(await after.Client.RefreshAsync(tomas.RefreshToken), "OAU-211");
        Assert.Equal("OAU-142", (await after.Client.RefreshAsync(maud.RefreshToken)).Code);
        await after.ActAsync(World.Ines, "restore");
        Expect.Works(await after.Client.RefreshAsync(ines.RefreshToken));
    }

    [Fact]
    public async Task Restart_keeps_the_clock()
    {
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            await before.AdvanceAsync(TimeSpan.FromDays(3));
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Assert.Equal("3.00:00:00", (await after.DoAsync("GET", "clock")).GetProperty("advanced_by").GetString());
    }

    [Fact]
    public async Task Restart_keeps_switches_but_for_those_of_the_command_line()
    {
        await using (var before = await World.StartAsync([.. _folder.Argument, "--light-limit", "9"]))
        {
            await before.SetAsync(new { access_token_lifetime = "00:00:20", session_limit = 3, grace_expires_in = "nominal" });
            await before.SetAsync(new { omit_errors = true, owner_id = World.Maud, count = 2 });
        }

        await using var after = await World.StartAsync([.. _folder.Argument, "--session-limit", "5"]);
        var switches = await after.DoAsync("GET", "switches");
        Assert.Equal("00:00:20", switches.GetProperty("access_token_lifetime").GetString());
        Assert.Equal("nominal", switches.GetProperty("grace_expires_in").GetString());
        Assert.Equal((5, 0), (switches.GetProperty("session_limit").GetInt32(), switches.GetProperty("light_limit").GetInt32()));
        var only = Assert.Single(switches.GetProperty("overrides").EnumerateArray());
        Assert.True(only.GetProperty("switches").GetProperty("omit_errors").GetBoolean());
    }

    [Fact]
    public async Task Restart_keeps_registered_applications_and_their_sessions()
    {
        Answer session;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            await before.DoAsync("POST", "apps", new { client_id = "mine", client_secret = "s", any_loopback_redirect_uri = true });
            await before.DoAsync("POST", "apps", new { client_id = "off" });
            await before.DoAsync("POST", "apps/off/disable");
            using var client = before.ClientOf("mine", "s");
            session = await client.RedeemAsync(await before.CodeAsync(World.Ines, ("client_id", "mine")), World.Callback);
        }

        await using var after = await World.StartAsync(_folder.Argument);
        using var again = after.ClientOf("mine", "s");
        Expect.Works(await again.RefreshAsync(session.RefreshToken));
        var apps = (await after.DoAsync("GET", "apps")).GetProperty("data").EnumerateArray();
        Assert.Equal(
            [("sandbox-client", false), ("mine", false), ("off", true)],
            apps.Select(app => (app.GetProperty("client_id").GetString()!, app.GetProperty("disabled").GetBoolean())));
    }

    [Fact]
    public async Task Restart_keeps_jwt_credentials_good_and_revoked_ones_revoked()
    {
        string good, revoked, port;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            port = $"{before.Server.Port}";
            good = (await before.DoAsync("POST", "jwt", new { user = World.Ines })).GetProperty("assertion").GetString()!;
            revoked = (await before.DoAsync("POST", "jwt", new { user = World.Ines })).GetProperty("assertion").GetString()!;
            await before.DoAsync("POST", "jwt/revoke", new { assertion = revoked });
        }

        // The same port: a credential is for one address.
        await using var after = await World.StartAsync([.. _folder.Argument, "--port", port]);
        Expect.Works(await after.Client.PresentAsync(good));
        Expect.InvalidGrant(await after.Client.PresentAsync(revoked), "OAU-211");
    }

    [Fact]
    public async Task Restart_keeps_the_order_of_sessions_for_the_limit()
    {
        var sessions = new List<Answer>();
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            for (var count = 0; count < 5; count++)
            {
                sessions.Add(await before.ConnectAsync());
            }
        }

        await using var after = await World.StartAsync(_folder.Argument);
        await after.ConnectAsync();
        Expect.InvalidGrant(await after.Client.RefreshAsync(sessions[0].RefreshToken), "OAU-213");
        Expect.Works(await after.Client.RefreshAsync(sessions[1].RefreshToken));
        var counted = (await after.DoAsync("GET", "counters")).GetProperty("sessions");
        Assert.Equal((5, 6), (counted.GetProperty("alive").GetInt32(), counted.GetProperty("opened").GetInt32()));
    }

    [Fact]
    public async Task Code_of_an_earlier_run_is_never_that_of_another_sign_in()
    {
        string old;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            old = await before.CodeAsync();
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Assert.NotEqual(old, await after.CodeAsync(World.Maud));
        Expect.InvalidGrant(await after.Client.RedeemAsync(old, World.Callback), "OAU-106");
    }

    [Fact]
    public async Task Many_sessions_are_written_out_while_they_are_used()
    {
        const int Many = 120_000;
        Answer refreshed;
        await using (var before = await World.StartAsync(_folder.Argument))
        {
            var first = await before.ConnectAsync();
            var seeded = await before.ControlAsync("POST", "seed", new { count = Many });
            Expect.Works(seeded);
            refreshed = await before.Client.RefreshAsync(first.RefreshToken);
            await World.UntilAsync(() => Task.FromResult(Directory.GetFiles(_folder.Path, "*-000001").Length == 0));
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.Works(await after.Client.MeAsync(refreshed.AccessToken));
        Assert.Equal(Many + 1, (await after.DoAsync("GET", "counters")).GetProperty("sessions").GetProperty("alive").GetInt32());
        Assert.Equal(Many, (await after.DoAsync("GET", "users")).GetProperty("seeded").GetInt32());
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
