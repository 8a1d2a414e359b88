using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Tokens;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control;

/// <summary>Makes N sessions of N users and streams them out as lines that are ready for import.</summary>
internal sealed class SeedControl(
    UserDirectory users, AppDirectory apps, SessionOpening opening, TokenReplies replies, SwitchBoard switches, SimulatorClock clock)
{
    private const int Most = 10_000_000;
    private const int FlushEvery = 64 * 1024;
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private sealed record Body
    {
        public int Count { get; init; } = 1;

        public string? ClientId { get; init; }

        public string Prefix { get; init; } = "seed-";
    }

    public async Task SeedAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<Body>(http.Request, http.RequestAborted);
        var app = apps.Find(body.ClientId ?? AppDirectory.Sandbox.ClientId) ?? throw new ControlProblem($"There is no application \"{body.ClientId}\".");
        if (body.Count is < 1 or > Most)
        {
            throw new ControlProblem($"count is between 1 and {Most}.");
        }

        http.Response.ContentType = "application/x-ndjson";
        http.Response.Headers.CacheControl = "no-store";
        var origin = $"{http.Request.Scheme}://{http.Request.Host}";
        for (var left = body.Count; left > 0; left--)
        {
            WriteLine(http.Response.BodyWriter, app, body.Prefix, origin);
            if (http.Response.BodyWriter.UnflushedBytes > FlushEvery)
            {
                await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
            }
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private void WriteLine(PipeWriter output, App app, string prefix, string origin)
    {
        var (user, values, time) = (users.Seed(), switches.Everybody, clock.GetUtcNow());
        var grant = new SessionGrant(user, app, GrantedScope.Of(app, values), Lifetimes.Of(values, null, null));
        var opened = opening.Open(grant, values with { SessionLimit = 0 }, time.UtcTicks)!.Value;
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("external_id", prefix + (user.OwnerId - UserDirectory.FirstSeeded + 1).ToString("D7", CultureInfo.InvariantCulture));
            replies.WriteFields(json, opened, values, time.UtcTicks);
            json.WriteString("account_id", user.Account.Id);
            json.WriteString("server_url", origin);
            json.WriteString("issued_at", time);
            json.WriteEndObject();
        }

        output.Write(NewLine);
    }
}
