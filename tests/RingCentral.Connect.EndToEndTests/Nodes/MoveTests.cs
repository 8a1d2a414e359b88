using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>The command line as docs/import-export.md tells it: one installation is emptied into another.</summary>
public sealed class MoveTests(PostgresFixture postgres) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("move-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Installation_moves_with_an_export_of_its_secrets()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var (old, simulator) = (deployment.Service, deployment.Simulator.Control);
        var lines = await simulator.SeedAsync(3);
        var imported = await deployment.Api.ImportedIdsAsync(lines);
        var jwt = (await deployment.Api.ConnectByJwtAsync("background", await simulator.JwtAsync(People.Maud))).MustBe(HttpStatusCode.Created)["id"];
        (await deployment.Api.DisconnectAsync(imported[2])).MustBe(HttpStatusCode.OK);
        await old.StopAsync();

        var secrets = await ExportSecretsAsync(old.Settings);
        Assert.Equal(3, secrets.Count);
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        var settings = old.Settings with { ConnectionString = database.ConnectionString };
        await OkAsync(settings, "migrate");
        var import = await settings.RunAsync(["connections", "import", "-"], Cancelled, string.Join('\n', secrets));

        Assert.Equal((1, "created 2, exists 0, replaced 0, rejected 1."), (import.ExitCode, import.LastWords));
        Assert.Contains("\"code\":\"jwt_not_importable\"", import.Output, StringComparison.Ordinal);
        await using var service = await ServiceProcess.StartAsync(settings);
        using var api = await service.CreateApiClientAsync();
        foreach (var line in lines.Take(2))
        {
            var token = (await api.GetTokenByExternalIdAsync(Connections.Member(line, "external_id"))).MustBe(HttpStatusCode.OK);
            Assert.Equal(200, await simulator.CallExtensionAsync(token["access_token"]));
        }

        var assertion = Connections.Member(secrets.Single(line => line.Contains("\"assertion\"", StringComparison.Ordinal)), "assertion");
        Assert.NotEqual(jwt, (await api.ConnectByJwtAsync("background", assertion)).MustBe(HttpStatusCode.Created)["id"]);
    }

    [Fact]
    public async Task List_and_export_show_everything_but_secrets()
    {
        await using var deployment = await Deployment.StartAsync(postgres);
        var settings = deployment.Service.Settings;
        var ids = await deployment.Api.ImportedIdsAsync(await deployment.Simulator.Control.SeedAsync(3));
        await deployment.Api.PatchConnectionAsync(ids[0], new { external_id = "=cmd()", metadata = new { team = "a,b" } });
        (await deployment.Api.DisconnectAsync(ids[1])).MustBe(HttpStatusCode.OK);
        var file = Path.Combine(_folder, "all.csv");

        var table = await OkAsync(settings, "connections", "list");
        var disconnected = JsonElement.Parse(await OkAsync(settings, "connections", "list", "--state", "disconnected", "--json"));
        var jsonl = (await OkAsync(settings, "connections", "export", "--format", "jsonl")).Trim().Split('\n');
        await OkAsync(settings, "connections", "export", "--output", file);
        var csv = await File.ReadAllTextAsync(file, Cancelled);

        Assert.All(ids, id => Assert.Contains(id, table, StringComparison.Ordinal));
        Assert.Equal(ids[1], Assert.Single(disconnected.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(ids.Order(StringComparer.Ordinal), jsonl.Select(line => Connections.Member(line, "id")));
        Assert.Equal(4, csv.TrimEnd().Split('\n').Length);
        Assert.Contains(",'=cmd(),active,", csv, StringComparison.Ordinal);
        Assert.Contains("\"{\"\"team\"\": \"\"a,b\"\"}\"", csv, StringComparison.Ordinal);
        AssertIsPrivate(file);
        foreach (var token in await deployment.Simulator.Control.TokensAsync())
        {
            Assert.DoesNotContain(token, table + disconnected + string.Concat(jsonl) + csv, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_what_fails_with_1()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        var settings = new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = new Uri("http://127.0.0.1:9/") };
        await OkAsync(settings, "migrate");
        var bad = Path.Combine(_folder, "bad.jsonl");
        await File.WriteAllTextAsync(bad, "{\n\nnot json\n", Cancelled);

        Assert.Equal(2, await ExitAsync(settings, "connections", "list", "--state", "sleepy"));
        Assert.Equal(2, await ExitAsync(settings, "connections", "import", bad, "--on-conflict", "merge"));
        Assert.Equal(2, await ExitAsync(settings, "connections", "export", "--secrets-for", bad));
        Assert.Equal(2, await ExitAsync(settings, "connections", "export", "--format", "xml"));
        Assert.Equal(1, await ExitAsync(settings, "connections", "import", Path.Combine(_folder, "nowhere")));
        Assert.Equal(1, await ExitAsync(settings, "connections", "export", "--secrets-for", bad, "--output", Path.Combine(_folder, "x")));
        Assert.Equal(1, await ExitAsync(settings, "connections", "export", "--output", Path.Combine(_folder, "nowhere", "x")));
        Assert.Equal(1, await ExitAsync(settings, "connections", "import", bad));
        Assert.Equal([bad], Directory.GetFiles(_folder));
        Assert.Equal("[]", await OkAsync(settings, "connections", "list", "--json"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IReadOnlyList<string>> ExportSecretsAsync(ServiceSettings settings)
    {
        var (certificate, key, file) = (Path.Combine(_folder, "move.crt"), Path.Combine(_folder, "move.key"), Path.Combine(_folder, "secrets.cms"));
        using var rsa = RSA.Create(2048);
        using var self = new CertificateRequest("CN=move", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await File.WriteAllTextAsync(certificate, self.ExportCertificatePem(), Cancelled);
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem(), Cancelled);

        var export = await settings.RunAsync(["connections", "export", "--secrets-for", certificate, "--output", file], Cancelled);
        Assert.Equal((0, "", "sessions 2, jwts 1, skipped 1, unopened 0."), (export.ExitCode, export.Output, export.LastWords));
        AssertIsPrivate(file);

        var opened = await ShortCommand.RunAsync(new ProcessStartInfo("openssl", ["cms", "-decrypt", "-inform", "PEM", "-in", file, "-inkey", key]), cancellationToken: Cancelled);
        Assert.True(opened.Succeeded, opened.LastWords);
        return opened.Output.Trim().Split('\n');
    }

    private static async Task<string> OkAsync(ServiceSettings settings, params string[] arguments)
    {
        var result = await settings.RunAsync(arguments, Cancelled);
        Assert.True(result.Succeeded, $"{string.Join(' ', arguments)}: {result.LastWords}");
        return result.Output.Trim();
    }

    private static void AssertIsPrivate(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static async Task<int> ExitAsync(ServiceSettings settings, params string[] arguments)
    {
        var result = await settings.RunAsync(arguments, Cancelled);
        Assert.DoesNotContain("   at RingCentral", result.Errors, StringComparison.Ordinal);
        return result.ExitCode;
    }
}
