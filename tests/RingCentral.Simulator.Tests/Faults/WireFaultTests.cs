using System.Net;
using System.Text.Json;

namespace RingCentral.Simulator.Tests.Faults;

public sealed class WireFaultTests
{
    [Fact]
    public async Task Lost_reply_has_done_the_work_and_a_retry_finds_the_pair()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "lose_reply", grant = "refresh_token", owner_id = World.Ines, count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => world.Client.RefreshAsync(first.RefreshToken));
        var counters = await world.DoAsync("GET", "counters");
        var retry = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(1, counters.GetProperty("rotations").GetInt64());
        Assert.Equal(1, counters.GetProperty("token").GetProperty("refresh_token").GetProperty("no_answer").GetInt64());
        Expect.Works(await world.Client.MeAsync(retry.AccessToken));
    }

    [Fact]
    public async Task Held_reply_has_done_the_work_and_comes_when_released()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "hold_reply", count = 1 });

        var held = world.Client.RefreshAsync(first.RefreshToken);
        await World.UntilAsync(async () => (await world.DoAsync("GET", "counters")).GetProperty("held").GetInt32() == 1);
        var retry = await world.Client.RefreshAsync(first.RefreshToken);
        Assert.False(held.IsCompleted);
        await world.DoAsync("DELETE", "faults");

        Assert.Equal(retry.Pair, (await held).Pair);
    }

    [Fact]
    public async Task Held_reply_comes_after_its_delay()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "hold_reply", count = 1, delay = "00:00:00.2" });

        Expect.Works(await world.Client.RefreshAsync(first.RefreshToken));
    }

    [Fact]
    public async Task Reset_connection_has_done_nothing()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "reset", count = 1 });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => world.Client.RefreshAsync(first.RefreshToken));

        Assert.Contains("reset", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await world.DoAsync("GET", "counters")).GetProperty("rotations").GetInt64());
    }

    [Fact]
    public async Task Truncated_reply_promises_more_than_it_brings()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "truncate", count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => world.Client.RefreshAsync(first.RefreshToken));

        Assert.Equal(1, (await world.DoAsync("GET", "counters")).GetProperty("rotations").GetInt64());
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("drip")]
    public async Task Slow_reply_is_whole(string kind)
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind, count = 1, delay = "00:00:00.1" });

        Expect.Works(await world.Client.RefreshAsync(first.RefreshToken));
    }

    [Fact]
    public async Task Html_comes_instead_of_json_with_status_200()
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "html", count = 1 });

        var answer = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (answer.Status, answer.Header("Content-Type")));
        Assert.ThrowsAny<JsonException>(() => answer.Json);
    }

    [Theory]
    [InlineData(429, "CMN-301")]
    [InlineData(500, "CMN-203")]
    [InlineData(502, null)]
    [InlineData(503, "service_unavailable")]
    [InlineData(504, null)]
    public async Task Error_status_comes_with_and_without_retry_after(int status, string? mark)
    {
        await using var world = await World.StartAsync();
        var first = await world.ConnectAsync();
        await world.FaultAsync(new { kind = "status", status, retry_after = 2, count = 1 });
        await world.FaultAsync(new { kind = "status", status, count = 1 });

        var with = await world.Client.RefreshAsync(first.RefreshToken);
        var without = await world.Client.RefreshAsync(first.RefreshToken);

        Assert.Equal(((HttpStatusCode)status, "2"), (with.Status, with.Header("Retry-After")));
        Assert.Equal(((HttpStatusCode)status, null), (without.Status, without.Header("Retry-After")));
        Assert.Contains(mark ?? "<html>", with.Text, StringComparison.Ordinal);
        Expect.Works(await world.Client.RefreshAsync(first.RefreshToken));
    }

    [Fact]
    public async Task Retry_after_can_be_a_date_and_the_code_another()
    {
        await using var world = await World.StartAsync();
        await world.FaultAsync(new { kind = "status", status = 429, retry_after = 30, retry_after_as_date = true, error_code = "CMN-310", count = 1 });

        var answer = await world.Client.RefreshAsync("x");

        Assert.NotNull(answer.Message.Headers.RetryAfter!.Date);
        Assert.Equal("CMN-310", answer.Code);
        Assert.Null(answer.Header("X-Rate-Limit-Group"));
    }

    [Fact]
    public async Task Fault_meets_only_the_requests_it_names_and_a_share_of_them()
    {
        await using var world = await World.StartAsync();
        var ines = await world.ConnectAsync();
        var maud = await world.ConnectAsync(World.Maud);
        await world.FaultAsync(new { kind = "status", owner_id = 256440016, share = 0.25, count = 2 });

        var refused = 0;
        for (var request = 0; request < 12; request++)
        {
            refused += (await world.Client.MeAsync(ines.AccessToken)).Ok ? 0 : 1;
            Expect.Works(await world.Client.MeAsync(maud.AccessToken));
        }

        Assert.Equal(2, refused);
    }
}
