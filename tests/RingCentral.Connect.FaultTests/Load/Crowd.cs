using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Api;
using Xunit;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>
/// Apps that do everything that apps do, through something that spreads them over the nodes and passes over one that does not answer. What they send may be sent
/// again: reads and changes say what is to be, and POSTs that create have a key.
/// </summary>
internal sealed class Crowd(Fleet fleet, IReadOnlyList<Member> members, Tally tally, Func<bool> mayBeRefused)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Half of all requests are for one connection in twenty, as people are.</summary>
    private const int Popular = 20;

    private readonly ConcurrentStack<Member> _leaving = new(members.Take(members.Count / Popular));
    private readonly IReadOnlyList<Member> _staying = [.. members.Skip(members.Count / Popular)];

    /// <summary>Who was disconnected on purpose.</summary>
    public ConcurrentBag<Member> Left { get; } = [];

    /// <summary>All others.</summary>
    public IEnumerable<Member> Staying => _staying.Concat(_leaving);

    /// <summary>One app, until it is enough.</summary>
    public async Task WorkAsync(int seed, Func<bool> isEnough)
    {
        var random = new Random(seed);
        while (!isEnough())
        {
            await (random.Next(100) switch
            {
                < 55 => ReadAsync("token", random, (api, one) => api.GetTokenAsync(one.Id)),
                < 65 => ReadAsync("token by external id", random, (api, one) => api.GetTokenByExternalIdAsync($"ringcentral:{one.OwnerId}")),
                < 75 => ReadAsync("connection", random, (api, one) => api.GetConnectionAsync(one.Id)),
                < 80 => AskAsync("list", api => api.SendAsync(HttpMethod.Get, "connections?state=active&limit=50")),
                < 83 => ReadAsync("search", random, (api, one) => api.SendAsync(HttpMethod.Get, $"connections?q={one.OwnerId}")),
                < 86 => AskAsync("events", api => api.SendAsync(HttpMethod.Get, "events?limit=50")),
                < 92 => ReadAsync("metadata", random, (api, one) => api.PatchConnectionAsync(one.Id, new { metadata = new { note = $"note {seed}" } })),
                < 96 => InviteAsync(random),
                < 99 => RejectAsync(random),
                _ => LeaveAsync(),
            });
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private Member Pick(Random random) => _staying[random.Next(random.Next(2) == 0 ? Math.Max(1, _staying.Count / Popular) : _staying.Count)];

    private Task<ApiAnswer?> ReadAsync(string kind, Random random, Func<ApiClient, Member, Task<ApiAnswer>> ask)
    {
        var one = Pick(random);
        return AskAsync(kind, api => ask(api, one));
    }

    private Task<ApiAnswer?> InviteAsync(Random random)
    {
        var (key, user) = (NewKey(), $"guest-{random.Next()}");
        return AskAsync("connect session", api => api.CreateAsync("connect-sessions", new { external_id = user }, key));
    }

    /// <summary>Reports an old token: the answer is the present one.</summary>
    private async Task<ApiAnswer?> RejectAsync(Random random)
    {
        var one = Pick(random);
        return await AskAsync("token", api => api.GetTokenAsync(one.Id)) is { } token && token.Json.GetProperty("generation").GetInt64() is > 1 and var generation
            ? await AskAsync("rejected", api => api.CreateAsync($"connections/{one.Id}/token/rejected", new { generation = generation - 1 }, NewKey()))
            : null;
    }

    private static string NewKey() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private async Task<ApiAnswer?> LeaveAsync()
    {
        if (!_leaving.TryPop(out var one))
        {
            return null;
        }

        Left.Add(one);
        return await AskAsync("disconnect", api => api.DisconnectAsync(one.Id));
    }

    /// <summary>Asks until there is an answer that is no refusal, as an app would; only what it must not see is written down.</summary>
    private async Task<ApiAnswer?> AskAsync(string kind, Func<ApiClient, Task<ApiAnswer>> ask)
    {
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            var answer = await SendAsync(ask);
            if (answer is { Status: HttpStatusCode.ServiceUnavailable, RetryAfter: { } wait } && mayBeRefused())
            {
                tally.WasRefused();
                await Task.Delay(wait, TestContext.Current.CancellationToken);
                continue;
            }

            if (answer is { Status: HttpStatusCode.Conflict, Code: "idempotency_conflict" })
            {
                // The first sending, whose connection broke, is still being worked on.
                await Task.Delay(Pause, TestContext.Current.CancellationToken);
                continue;
            }

            if (answer is { Status: HttpStatusCode.OK or HttpStatusCode.Created })
            {
                tally.Answered(kind, since);
                return answer;
            }

            tally.WentWrong($"{kind}: {answer?.ToString() ?? "no node answered"}");
            return null;
        }
    }

    /// <summary>The first node that answers, each asked twice at most.</summary>
    private async Task<ApiAnswer?> SendAsync(Func<ApiClient, Task<ApiAnswer>> ask)
    {
        var first = Random.Shared.Next(fleet.Apis.Count);
        for (var attempt = 0; attempt < 2 * fleet.Apis.Count; attempt++)
        {
            try
            {
                return await ask(fleet.Apis[(first + attempt) % fleet.Apis.Count]);
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                tally.WasPassedOver();
            }
        }

        return null;
    }
}
