using System.Net;

namespace RingCentral.Simulator.Tests.RateLimits;

/// <summary>RINGCENTRAL section 6.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task Auth_group_counts_down_and_then_answers_429()
    {
        await using var world = await World.StartAsync("--auth-limit", "3");
        var session = await world.ConnectAsync();
        Assert.Equal("auth", session.Header("X-Rate-Limit-Group"));
        Assert.Equal(("3", "2", "60"), (session.Header("X-Rate-Limit-Limit"), session.Header("X-Rate-Limit-Remaining"), session.Header("X-Rate-Limit-Window")));
        await world.Client.RefreshAsync(session.RefreshToken);
        await world.Client.RefreshAsync(session.RefreshToken);

        var refused = await world.Client.RefreshAsync(session.RefreshToken);

        Expect.ApiRefused(refused, HttpStatusCode.TooManyRequests, "CMN-301", "CMN-301");
        Assert.Equal(("60", "0"), (refused.Header("Retry-After"), refused.Header("X-Rate-Limit-Remaining")));
    }

    [Fact]
    public async Task Window_slides()
    {
        await using var world = await World.StartAsync("--auth-limit", "2");
        var session = await world.ConnectAsync();
        await world.AdvanceAsync(TimeSpan.FromSeconds(40));
        await world.Client.RefreshAsync(session.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));

        Expect.Works(await world.Client.RefreshAsync(session.RefreshToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await world.Client.RefreshAsync(session.RefreshToken)).Status);
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public async Task Request_during_the_penalty_starts_it_again_unless_switched_off(string restarts, bool passes)
    {
        await using var world = await World.StartAsync("--auth-limit", "1", "--penalty-restarts", restarts);
        var session = await world.ConnectAsync();
        await world.Client.RefreshAsync(session.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromSeconds(50));
        await world.Client.RefreshAsync(session.RefreshToken);
        await world.AdvanceAsync(TimeSpan.FromSeconds(50));

        Assert.Equal(passes, (await world.Client.RefreshAsync(session.RefreshToken)).Ok);
    }

    [Theory]
    [InlineData("user_app", true, true)]
    [InlineData("account", false, true)]
    [InlineData("app", false, false)]
    public async Task Bucket_is_shared_as_the_scope_says(string scope, bool colleague, bool stranger)
    {
        await using var world = await World.StartAsync();
        var ines = await world.ConnectAsync();
        var tomas = await world.ConnectAsync(World.Tomas);
        var maud = await world.ConnectAsync(World.Maud);
        await world.SetAsync(new { auth_limit = 1, auth_limit_scope = scope });

        Expect.Works(await world.Client.RefreshAsync(ines.RefreshToken));

        Assert.Equal(colleague, (await world.Client.RefreshAsync(tomas.RefreshToken)).Ok);
        Assert.Equal(stranger, (await world.Client.RefreshAsync(maud.RefreshToken)).Ok);
    }

    [Fact]
    public async Task Light_group_is_a_bucket_of_its_own_and_discovery_is_in_none()
    {
        await using var world = await World.StartAsync("--light-limit", "1", "--auth-limit", "1");
        var session = await world.ConnectAsync();

        var first = await world.Client.MeAsync(session.AccessToken);
        var second = await world.Client.MeAsync(session.AccessToken);

        Assert.Equal("light", first.Header("X-Rate-Limit-Group"));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.Status);
        Assert.Null((await world.Client.GetAsync("/.well-known/openid-configuration")).Header("X-Rate-Limit-Group"));
        Assert.Null((await world.Client.GetAsync("/restapi/oauth/jwks")).Header("X-Rate-Limit-Group"));
    }

    [Fact]
    public async Task Headers_and_retry_after_can_be_left_out()
    {
        await using var world = await World.StartAsync("--auth-limit", "1", "--omit-retry-after", "true", "--rate-limit-headers", "false");
        var session = await world.ConnectAsync();

        var refused = await world.Client.RefreshAsync(session.RefreshToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Null(refused.Header("Retry-After") ?? refused.Header("X-Rate-Limit-Group"));
    }

    [Theory]
    [InlineData("user_app", "/login")]
    [InlineData("app", "/restapi/oauth/authorize")]
    public async Task Sign_ins_count_as_well(string scope, string path)
    {
        await using var world = await World.StartAsync("--auth-limit", "1", "--auth-limit-scope", scope);
        using var browser = new Client.Browser(world.Server);
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            statuses.Add((await browser.OpenAsync($"/restapi/oauth/authorize?response_type=code&client_id=sandbox-client&redirect_uri={World.Callback}")).Status);
            statuses.Add((await browser.PressAsync("/login", "user", World.Ines)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[path == "/login" ? 3 : 2]);
    }
}
