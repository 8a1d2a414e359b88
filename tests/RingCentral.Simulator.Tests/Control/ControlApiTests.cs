using System.Net;
using System.Text.Json;

namespace RingCentral.Simulator.Tests.Control;

public sealed class ControlApiTests
{
    [Fact]
    public async Task Seeded_lines_are_token_replies_that_work()
    {
        await using var world = await World.StartAsync();

        var lines = (await world.ControlAsync("POST", "seed", new { count = 25 })).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();

        Assert.Equal(25, lines.Select(line => line.GetProperty("external_id").GetString()).Distinct().Count());
        Assert.Equal(25, lines.Select(line => line.GetProperty("owner_id").GetString()).Distinct().Count());
        var last = lines[^1];
        Assert.Equal(world.Server, new Uri(last.GetProperty("server_url").GetString()!));
        Expect.Works(await world.Client.MeAsync(last.GetProperty("access_token").GetString()!));
        Expect.Works(await world.Client.RefreshAsync(last.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task First_user_is_an_ordinary_enabled_one()
    {
        await using var world = await World.StartAsync();

        var first = (await world.DoAsync("GET", "users")).GetProperty("data")[0];

        Assert.Equal(("User", "enabled", false), (first.GetProperty("type").GetString(), first.GetProperty("state").GetString(), first.GetProperty("admin").GetBoolean()));
        await world.ConnectAsync(first.GetProperty("owner_id").GetString()!);
    }

    [Fact]
    public async Task Requests_are_logged_with_their_outcome_and_without_tokens()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "status", status = 500, count = 1 });
        await world.Client.RefreshAsync(session.RefreshToken);

        var text = (await world.ControlAsync("GET", $"requests?path=/restapi/oauth/token&owner_id={World.Ines}")).Text;
        var entries = JsonElement.Parse(text).GetProperty("data");

        Assert.Equal(2, entries.GetArrayLength());
        var last = entries[1];
        Assert.Equal((500, "CMN-203", "status", "refresh_token"), (last.GetProperty("status").GetInt32(), last.GetProperty("error_code").GetString(),
            last.GetProperty("fault").GetString(), last.GetProperty("grant").GetString()));
        Assert.Equal(session.SessionId, last.GetProperty("session_id").GetString());
        Assert.DoesNotContain("U0lN", text, StringComparison.Ordinal);
        Assert.Equal(0, (await world.DoAsync("GET", "requests?since=2100-01-01T00:00:00Z")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Tokens_lists_every_text_ever_issued()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync();
        var first = await world.Client.RedeemAsync(code, World.Callback);
        var second = await world.Client.RefreshAsync(first.RefreshToken);

        var texts = (await world.ControlAsync("GET", "tokens")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line).GetProperty("text").GetString()!).ToHashSet();

        Assert.Equal(new HashSet<string> { code, first.AccessToken, first.RefreshToken, second.AccessToken, second.RefreshToken }, texts);
    }

    [Fact]
    public async Task Sessions_tell_what_became_of_them()
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        await world.Client.RefreshAsync(session.RefreshToken);
        await world.ConnectAsync(World.Maud);
        await world.ActAsync(World.Ines, "end-sessions");

        var shown = (await world.DoAsync("GET", $"sessions?owner_id={World.Ines}")).GetProperty("data");
        var alive = (await world.DoAsync("GET", "sessions?alive=true")).GetProperty("data");
        var counters = await world.DoAsync("GET", "counters");

        Assert.Equal((session.SessionId, 1, "ended_by_user"),
            (shown[0].GetProperty("session_id").GetString(), shown[0].GetProperty("refreshes").GetInt32(), shown[0].GetProperty("ended").GetString()));
        Assert.Equal(1, alive.GetArrayLength());
        Assert.Equal(1, counters.GetProperty("sessions").GetProperty("alive").GetInt32());
        Assert.Equal(1, counters.GetProperty("sessions").GetProperty("ended").GetProperty("ended_by_user").GetInt32());
    }

    [Fact]
    public async Task Single_session_can_be_ended()
    {
        await using var world = await World.StartAsync();
        var one = await world.ConnectAsync();
        var other = await world.ConnectAsync();

        await world.DoAsync("POST", $"sessions/{one.SessionId}/end");

        Assert.False((await world.Client.MeAsync(one.AccessToken)).Ok);
        Expect.Works(await world.Client.MeAsync(other.AccessToken));
    }

    [Theory]
    [InlineData("POST", "faults", """{"kind":"lose_reply","coumt":1}""")]
    [InlineData("POST", "faults", """{"kind":"explode"}""")]
    [InlineData("POST", "faults", """{"kind":"delay","count":0}""")]
    [InlineData("POST", "seed", """{"count":0}""")]
    [InlineData("POST", "clock", """{"advance":"-1.00:00:00"}""")]
    [InlineData("POST", "clock", "[]")]
    [InlineData("GET", "requests?nonsense=1", null)]
    public async Task Nonsense_is_refused_with_400_and_a_message(string method, string path, string? body)
    {
        await using var world = await World.StartAsync();

        var answer = await world.ControlAsync(method, path, body is null ? null : JsonElement.Parse(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.Error!);
    }

    [Theory]
    [InlineData("users/1/disable")]
    [InlineData("users/256440016/explode")]
    [InlineData("sessions/none/end")]
    public async Task Unknown_user_action_or_session_is_404(string path)
    {
        await using var world = await World.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await world.ControlAsync("POST", path)).Status);
    }

    [Fact]
    public async Task Pages_of_other_sites_cannot_move_anything()
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/_control/users/{World.Ines}/delete");
        request.Headers.Add("Origin", "https://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await world.Client.SendAsync(request)).Status);
    }
}
