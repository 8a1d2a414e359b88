using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using RingCentral.Simulator.Hosting;
using RingCentral.Simulator.Tests.Client;

namespace RingCentral.Simulator.Tests;

/// <summary>The real program on a free loopback port, a client of it, and its control API. One per test: clocks and faults are not shared.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Ines = "256440016";
    public const string Tomas = "256440017";
    public const string Pavel = "256440019";
    public const string Queue = "256440020";
    public const string Maud = "311872001";
    public const string Callback = "http://127.0.0.1:9/callback";

    private readonly WebApplication _program;

    private World(WebApplication program)
    {
        _program = program;
        Server = new Uri(SimulatorHost.AddressOf(program));
        Client = new RingCentralClient(Server);
    }

    public Uri Server { get; }

    public RingCentralClient Client { get; }

    public static async Task<World> StartAsync(params string[] arguments)
    {
        Assert.True(StartOptions.TryRead(["--port", "0", .. arguments], out var options, out var problem), problem);
        var program = SimulatorHost.Build(options);
        await program.StartAsync(TestContext.Current.CancellationToken);
        return new World(program);
    }

    public RingCentralClient ClientOf(string clientId, string? secret)
    {
        return new RingCentralClient(Server, clientId, secret);
    }

    public async Task<Answer> ControlAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/_control/{path}");
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Client.SendAsync(request);
    }

    public async Task<JsonElement> DoAsync(string method, string path, object? body = null)
    {
        var answer = await ControlAsync(method, path, body);
        Assert.True(answer.Message.IsSuccessStatusCode, answer.Text);
        return answer.Json;
    }

    public Task SetAsync(object switches)
    {
        return DoAsync("PUT", "switches", switches);
    }

    public Task FaultAsync(object fault)
    {
        return DoAsync("POST", "faults", fault);
    }

    public Task ActAsync(string user, string action, object? body = null)
    {
        return DoAsync("POST", $"users/{user}/{action}", body);
    }

    public Task AdvanceAsync(TimeSpan by)
    {
        return DoAsync("POST", "clock", new { advance = by.ToString("c") });
    }

    /// <summary>The address that a browser is sent to after sign-in and consent.</summary>
    public async Task<Uri> AuthorizeAsync(string user = Ines, params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string> { ["response_type"] = "code", ["client_id"] = "sandbox-client", ["redirect_uri"] = Callback };
        foreach (var (name, value) in more)
        {
            query[name] = value;
        }

        return new Uri((await DoAsync("POST", "authorize", new { user, query })).GetProperty("location").GetString()!);
    }

    public async Task<string> CodeAsync(string user = Ines, params (string Name, string Value)[] more)
    {
        return Query(await AuthorizeAsync(user, more))["code"];
    }

    /// <summary>Signs a user in and redeems the code.</summary>
    public async Task<Answer> ConnectAsync(string user = Ines, params (string Name, string Value)[] more)
    {
        var answer = await Client.RedeemAsync(await CodeAsync(user), Callback, more);
        Assert.True(answer.Ok, answer.Text);
        return answer;
    }

    /// <summary>Asks again until it is so; the test's own time limit is the only clock.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public static Dictionary<string, string> Query(Uri location)
    {
        return location.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _program.DisposeAsync();
    }
}
