using System.Diagnostics;
using System.Net;
using System.Text;
using Npgsql;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Secrets;

public sealed class DatabaseDumpTests(BrowserFixture browser, PostgresFixture postgres) : BrowserTest(browser)
{
    private readonly List<string> _jwts = [];

    [Fact]
    public async Task The_database_holds_no_token_in_clear()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var connected = await EverythingThatStoresTokensAsync(deployment);

        var dump = await DumpAsync(deployment.Database.ConnectionString);
        Assert.Contains(connected, dump, StringComparison.Ordinal);
        Assert.Contains("hangfire", dump, StringComparison.OrdinalIgnoreCase);

        var tokens = await deployment.Simulator.Control.TokensAsync();
        Assert.True(tokens.Count > 20, $"Only {tokens.Count} tokens were issued.");
        foreach (var secret in tokens.Concat(_jwts).Append("sandbox-secret"))
        {
            Assert.All(WaysToWrite(secret), written => Assert.False(dump.Contains(written, StringComparison.OrdinalIgnoreCase), "The dump holds a token or the client secret."));
        }
    }

    /// <summary>Connect, by a JWT too, rotate, disconnect, lose a session and reconnect, and import; gives the id of a connection that is there at the end.</summary>
    private async Task<string> EverythingThatStoresTokensAsync(Deployment deployment)
    {
        var connect = new ConnectPages(Person);
        var (api, simulator) = (deployment.Api, deployment.Simulator.Control);
        var id = await connect.ConnectAsync(deployment.Service.Url, People.Ines);
        var other = await connect.ConnectAsync(deployment.Service.Url, People.Tomas);
        var imported = await api.ImportedIdsAsync(await simulator.SeedAsync(5));
        foreach (var each in imported.Append(id))
        {
            (await api.GetTokenAsync(each)).MustBe(HttpStatusCode.OK);
        }

        (await api.DisconnectAsync(other)).MustBe(HttpStatusCode.OK);
        await api.RotatedBeyondAsync(id, await api.GenerationAsync(id));
        await simulator.DoAsync(People.Ines, "end-sessions");
        await api.BecameAsync(id, "needs_reauthorization");
        var refused = (await api.GetTokenAsync(id)).MustBeProblem(HttpStatusCode.Conflict, "reauthorization_required");
        await connect.ConnectAsync(new Uri(refused["reconnect_url"]), People.Ines);
        await api.RotatedBeyondAsync(imported[0], 1);
        await KeepByJwtAsync(deployment, People.Maud);
        return id;
    }

    /// <summary>A connection that a JWT keeps, whose session ends and is followed by another.</summary>
    private async Task KeepByJwtAsync(Deployment deployment, string ownerId)
    {
        var jwt = await deployment.Simulator.Control.JwtAsync(ownerId);
        var id = (await deployment.Api.ConnectByJwtAsync("background", jwt)).MustBe(HttpStatusCode.Created)["id"];
        await deployment.Simulator.Control.DoAsync(ownerId, "end-sessions");
        await deployment.Api.RotatedBeyondAsync(id, await deployment.Api.GenerationAsync(id));
        _jwts.AddRange([jwt, jwt.Split('.')[1], jwt.Split('.')[2]]);
    }

    private async Task<string> DumpAsync(string connectionString)
    {
        var address = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(postgres.Cluster.Binaries["pg_dump"],
            ["--host", address.Host!, "--port", $"{address.Port}", "--username", address.Username!, "--no-password", address.Database!]);
        start.Environment["PGPASSWORD"] = address.Password;
        var result = await ShortCommand.RunAsync(start, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.LastWords);
        return result.Output;
    }

    // As text, as PostgreSQL shows bytes, and as it is often put into JSON.
    private static string[] WaysToWrite(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return [secret, Convert.ToHexStringLower(bytes), Convert.ToBase64String(bytes).TrimEnd('=')];
    }
}
