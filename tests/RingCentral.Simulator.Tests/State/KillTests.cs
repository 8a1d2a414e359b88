namespace RingCentral.Simulator.Tests.State;

/// <summary>kill -9 at any moment: what was answered is kept.</summary>
public sealed class KillTests : IDisposable
{
    private readonly StateFolderOfTest _folder = new();

    [Fact]
    public async Task Kill_between_rotations_loses_none()
    {
        var (refreshToken, spent, pair) = ("", "", ("", ""));
        for (var round = 0; round < 3; round++)
        {
            await using var simulator = await Running.StartAsync(_folder.Argument);
            if (round == 0)
            {
                refreshToken = (await simulator.ConnectAsync()).RefreshToken;
            }
            else
            {
                // What was lost on the way to a client can still be asked for again.
                Assert.Equal(pair, (await simulator.Client.RefreshAsync(spent)).Pair);
            }

            for (var rotation = 0; rotation < 20; rotation++)
            {
                var answer = await simulator.Client.RefreshAsync(refreshToken);
                Expect.Works(answer);
                (spent, refreshToken, pair) = (refreshToken, answer.RefreshToken, answer.Pair);
            }

            Assert.Empty(await simulator.KillAsync());
        }
    }

    [Fact]
    public async Task Kill_after_a_control_call_loses_nothing_of_it()
    {
        string session;
        await using (var before = await Running.StartAsync(_folder.Argument))
        {
            session = (await before.ConnectAsync()).RefreshToken;
            await before.DoAsync("POST", "clock", new { advance = "01:00:00" });
            await before.DoAsync("PUT", "switches", new { access_token_lifetime = "00:00:20" });
            await before.DoAsync("POST", $"users/{World.Ines}/freeze", new { });
            await before.KillAsync();
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(session), "OAU-236");
        Assert.Equal("01:00:00", (await after.DoAsync("GET", "clock")).GetProperty("advanced_by").GetString());
        Assert.Equal("00:00:20", (await after.DoAsync("GET", "switches")).GetProperty("access_token_lifetime").GetString());
    }

    [Fact]
    public async Task Change_cut_off_in_the_middle_of_its_record_is_left_out()
    {
        string refreshToken, cutOff;
        await using (var before = await Running.StartAsync(_folder.Argument))
        {
            refreshToken = (await before.ConnectAsync()).RefreshToken;
            cutOff = (await before.Client.RefreshAsync(refreshToken)).RefreshToken;
            await before.KillAsync();
        }

        await using (var journal = new FileStream(_folder.LastJournal, FileMode.Open))
        {
            journal.SetLength(journal.Length - 3);
        }

        await using var after = await World.StartAsync(_folder.Argument);
        Expect.InvalidGrant(await after.Client.RefreshAsync(cutOff), "OAU-213");
        Expect.Works(await after.Client.RefreshAsync(refreshToken));
    }

    public void Dispose()
    {
        _folder.Dispose();
    }
}
