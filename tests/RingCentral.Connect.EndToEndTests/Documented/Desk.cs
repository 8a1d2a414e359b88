using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Documented;

/// <summary>
/// Where a reader of the docs sits: a folder with the service's program and the files that the commands name, the settings in the environment, and in variables what the pages call
/// <c>API</c>, <c>KEY</c>, <c>ID</c> and so on.
/// </summary>
internal sealed class Desk(Deployment deployment) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-").FullName;

    private int _users = 100;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceSettings Settings => deployment.Service.Settings with { Program = "RingCentral.Connect.dll", Folder = _folder };

    public static async Task<Desk> SetAsync(Deployment deployment)
    {
        var desk = new Desk(deployment);
        foreach (var file in Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(BuiltPrograms.Service)!).Append(Path.Combine(BuiltPrograms.RepositoryRoot, "appsettings.json")))
        {
            File.CreateSymbolicLink(desk.PathOf(Path.GetFileName(file)), file);
        }

        await deployment.Simulator.Control.SwitchAsync(new { access_token_lifetime = "01:00:00" });
        await desk.ConnectAsync("user-17");
        await desk.ConnectAsync("tenant/user-17");
        await File.WriteAllLinesAsync(desk.PathOf("sessions.jsonl"), await deployment.Simulator.Control.SeedAsync(2), Cancelled);
        // An answer of an error is a failure, too.
        await File.WriteAllTextAsync(desk.PathOf(".curlrc"), "fail-with-body\n", Cancelled);
        await desk.MustAsync("openssl req -x509 -newkey rsa:3072 -nodes -keyout move.key -out move.crt -days 7 -subj /CN=move");
        return desk;
    }

    /// <summary>Gives commands to a terminal of their own, which stops at the first that fails.</summary>
    public async Task<CommandResult> RunAsync(string commands)
    {
        if (commands.Contains("-in", StringComparison.Ordinal) && commands.Contains("secrets.cms", StringComparison.Ordinal))
        {
            await ExportAsync(withJwt: commands.Contains(".assertion", StringComparison.Ordinal));
        }

        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", commands]) { WorkingDirectory = _folder };
        foreach (var (name, value) in Settings.ToStartInfo().Environment.Concat(await VariablesAsync(commands)))
        {
            start.Environment[name] = value;
        }

        return await ShortCommand.RunAsync(start, cancellationToken: Cancelled);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>What an import takes whole, and ends with 0, has no JWT.</summary>
    private async Task ExportAsync(bool withJwt)
    {
        // The one that a page makes.
        const string Name = "nightly-report";
        if (withJwt)
        {
            var connected = await deployment.Api.ConnectByJwtAsync(Name, await deployment.Simulator.Control.JwtAsync(People.Tomas));
            Assert.True(connected.Status is HttpStatusCode.OK or HttpStatusCode.Created, connected.Text);
        }
        else if ((await deployment.Api.GetConnectionByExternalIdAsync(Name)) is { Status: HttpStatusCode.OK } connection)
        {
            (await deployment.Api.DisconnectAsync(connection["id"])).MustBe(HttpStatusCode.OK);
        }

        await MustAsync("rm -f secrets.cms && dotnet RingCentral.Connect.dll connections export --secrets-for move.crt --output secrets.cms");
    }

    private async Task MustAsync(string command)
    {
        var result = await RunAsync(command);
        Assert.True(result.Succeeded, $"{command}\n{result.Errors}");
    }

    /// <summary>What the commands name is made for them, and new each time.</summary>
    private async Task<Dictionary<string, string?>> VariablesAsync(string commands)
    {
        var variables = new Dictionary<string, string?> { ["CURL_HOME"] = _folder, ["API"] = new Uri(deployment.Service.Url, "api/v1").ToString(), ["KEY"] = deployment.Api.Key };
        if (commands.Contains("$ID", StringComparison.Ordinal))
        {
            variables["ID"] = await ConnectAsync($"user-{++_users}");
            variables["ETAG"] = (await deployment.Api.GetConnectionAsync(variables["ID"]!)).ETag;
        }

        if (commands.Contains("$KEY_ID", StringComparison.Ordinal))
        {
            await deployment.Service.RunAsync("api-keys", "create", "--name", "another", "--scopes", "events:read");
            using var keys = JsonDocument.Parse(await deployment.Service.RunAsync("api-keys", "list", "--json"));
            var another = keys.RootElement.EnumerateArray().Single(key => key.GetProperty("name").GetString() == "another");
            variables["KEY_ID"] = Connections.Member(another.GetRawText(), "id");
        }

        if (commands.Contains("$ENDPOINT", StringComparison.Ordinal))
        {
            using var endpoint = JsonContent.Create(new { url = "https://app.example.com/webhooks" });
            variables["ENDPOINT"] = (await deployment.Api.SendAsync(HttpMethod.Post, "webhook-endpoints", endpoint)).MustBe(HttpStatusCode.Created)["id"];
        }

        if (commands.Contains("$JWT", StringComparison.Ordinal))
        {
            variables["JWT"] = await deployment.Simulator.Control.JwtAsync(People.Tomas);
        }

        return variables;
    }

    private async Task<string> ConnectAsync(string externalId)
    {
        var line = JsonNode.Parse(Assert.Single(await deployment.Simulator.Control.SeedAsync(1)))!;
        line["external_id"] = externalId;
        line["metadata"] = new JsonObject { ["tenant"] = "blue" };
        return Assert.Single(await deployment.Api.ImportedIdsAsync([line.ToJsonString()]));
    }
}
