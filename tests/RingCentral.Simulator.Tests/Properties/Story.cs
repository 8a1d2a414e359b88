using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests.Properties;

/// <summary>What a client knows of one session: every pair that it was ever given, oldest first.</summary>
internal sealed class KnownSession(string user, TimeSpan openedAt)
{
    public string User => user;

    public TimeSpan OpenedAt => openedAt;

    public List<(string Access, string Refresh)> Pairs { get; } = [];

    /// <summary>Once its newest refresh token was refused for good nothing of it may ever work again.</summary>
    public bool Dead { get; set; }

    public (string Access, string Refresh)? Old(int back)
    {
        return back < Pairs.Count ? Pairs[^(back + 1)] : null;
    }
}

/// <summary>Plays steps against the real program and holds it to the invariants after each.</summary>
internal sealed class Story(World world, TimeSpan absolute)
{
    /// <summary>One of them signs in so often that the limit is met.</summary>
    private static readonly string[] Users = [World.Ines, World.Ines, World.Ines, World.Maud];
    private static readonly string[] ForGood = ["OAU-210", "OAU-211", "OAU-213"];

    private readonly List<KnownSession> _sessions = [];
    private TimeSpan _elapsed;

    public async Task PlayAsync(Happening step)
    {
        // Old sessions are mostly dead ones: what happens, happens to the latest few.
        var session = _sessions.Count == 0 ? null : _sessions[^(1 + (step.Which % Math.Min(4, _sessions.Count)))];
        switch (step.Deed)
        {
            case Deed.Connect:
                await ConnectAsync(Users[step.Who % Users.Length]);
                break;
            case Deed.Jump:
                _elapsed += Happening.Jumps[step.Which % Happening.Jumps.Length];
                await world.AdvanceAsync(Happening.Jumps[step.Which % Happening.Jumps.Length]);
                break;
            case Deed.Admin:
                await world.ActAsync(Users[step.Who % Users.Length], Happening.Actions[step.Which % Happening.Actions.Length]);
                break;
            case Deed.Revoke when session?.Old(step.Back) is { } pair:
                Expect.Works(await world.Client.RevokeAsync(step.Who % 2 == 0 ? pair.Access : pair.Refresh));
                break;
            case Deed.Call when session?.Old(step.Back) is { } pair:
                Check(session, step.Back == 0, await world.Client.MeAsync(pair.Access));
                break;
            case Deed.LoseReply when session?.Old(0) is { } pair:
                await LoseAsync(session, pair.Refresh);
                break;
            case Deed.Refresh or Deed.Refresh2 when session?.Old(step.Back) is { } pair:
                await RefreshAsync(session, pair.Refresh, step.Back);
                break;
            default:
                break;
        }

        await AtMostFiveAsync();
    }

    /// <summary>Calls the API with every access token ever issued: of one session no more than the newest may work.</summary>
    public async Task ProbeAsync()
    {
        foreach (var session in _sessions)
        {
            foreach (var (access, _) in session.Pairs)
            {
                Check(session, access == session.Pairs[^1].Access, await world.Client.MeAsync(access));
            }
        }
    }

    private async Task ConnectAsync(string user)
    {
        var query = new { response_type = "code", client_id = "sandbox-client", redirect_uri = World.Callback };
        var sent = await world.ControlAsync("POST", "authorize", new { user, query });
        if (!sent.Ok)
        {
            return;
        }

        var location = new Uri(sent.Json.GetProperty("location").GetString()!);
        var answer = await world.Client.RedeemAsync(World.Query(location)["code"], World.Callback);
        Expect.Works(answer);
        var session = new KnownSession(user, _elapsed);
        session.Pairs.Add(answer.Pair);
        _sessions.Add(session);
    }

    private async Task LoseAsync(KnownSession session, string refreshToken)
    {
        await world.FaultAsync(new { kind = "lose_reply", grant = "refresh_token", count = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => world.Client.RefreshAsync(refreshToken));
        await RefreshAsync(session, refreshToken, 0);
    }

    private async Task RefreshAsync(KnownSession session, string refreshToken, int back)
    {
        var answer = await world.Client.RefreshAsync(refreshToken);
        Check(session, works: true, answer);
        if (!answer.Ok)
        {
            session.Dead |= back == 0 && ForGood.Contains(answer.Code);
            return;
        }

        if (back == 0)
        {
            Assert.DoesNotContain(answer.Pair, session.Pairs);
            session.Pairs.Add(answer.Pair);
            return;
        }

        Assert.True(back == 1, "A refresh token worked although two rotations came after it.");
        Assert.Equal(session.Pairs[^1], answer.Pair);
    }

    private void Check(KnownSession session, bool works, Answer answer)
    {
        if (answer.Ok)
        {
            Assert.True(works, "A second access token of one session works.");
            Assert.False(session.Dead, "A dead session came back.");
            Assert.True(absolute == TimeSpan.Zero || _elapsed - session.OpenedAt < absolute, "A session outlived its absolute timeout.");
        }
    }

    private async Task AtMostFiveAsync()
    {
        foreach (var user in Users.Distinct())
        {
            var alive = await world.DoAsync("GET", $"sessions?alive=true&owner_id={user}");
            Assert.InRange(alive.GetProperty("data").GetArrayLength(), 0, 5);
        }
    }
}
