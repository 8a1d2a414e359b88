using System.Net;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Waiting;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>Everything that goes wrong on the way to RingCentral and to the database, while tokens travel.</summary>
internal sealed class TroubleStory(Installation installation)
{
    private static readonly object[] Faults =
    [
        new { kind = "lose_reply" }, new { kind = "truncate" }, new { kind = "html" }, new { kind = "status", status = 500 }, new { kind = "status", status = 503, retry_after = 1 }, new { kind = "reset" },
        new { kind = "status", status = 400, error_code = "OAU-153" },
    ];

    private IReadOnlyList<string> _ids = [];

    /// <summary>One connection for each fault, whose next rotation meets it.</summary>
    public async Task BeginAsync()
    {
        var lines = await installation.Simulator.SeedAsync(Faults.Length, Installation.ClientId);
        foreach (var (line, fault) in lines.Zip(Faults))
        {
            var fields = System.Text.Json.JsonSerializer.SerializeToNode(fault)!.AsObject();
            (fields["grant"], fields["count"], fields["owner_id"]) = ("refresh_token", 1, Connections.Member(line, "owner_id"));
            await installation.Simulator.AddFaultAsync(fields);
        }

        _ids = await installation.Api.ImportedIdsAsync(lines);
    }

    /// <summary>Each has met its fault, and was rotated all the same.</summary>
    public async Task EndAsync()
    {
        await Eventually.TrueAsync(
            async () => (await installation.Simulator.CountersAsync()).GetProperty("faults").GetProperty("pending").GetInt32() == 0, TimeSpan.FromSeconds(90), "every fault was met");
        foreach (var id in _ids)
        {
            await installation.Api.RotatedBeyondAsync(id, 1, TimeSpan.FromSeconds(90));
        }
    }

    /// <summary>PostgreSQL crashes and recovers, while pages, tokens and links are asked for.</summary>
    public async Task CrashDatabaseAsync()
    {
        var restarted = installation.Cluster.RestartAsync(crash: true, CancellationToken.None);
        using var http = new HttpClient { BaseAddress = installation.Url };
        var seen = new HashSet<HttpStatusCode>();
        while (!restarted.IsCompleted)
        {
            seen.Add((await installation.Api.SendAsync(HttpMethod.Get, "connections")).Status);
            using var page = await http.GetAsync(new Uri("connect/" + new string('A', 43), UriKind.Relative));
            seen.Add(page.StatusCode);
        }

        await restarted;
        Xunit.Assert.Contains(HttpStatusCode.ServiceUnavailable, seen);
        await Eventually.TrueAsync(async () => (await installation.Api.SendAsync(HttpMethod.Get, "connections")).Status == HttpStatusCode.OK);
    }
}
