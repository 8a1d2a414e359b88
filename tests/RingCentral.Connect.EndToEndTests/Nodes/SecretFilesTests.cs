using System.Net;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>The nodes of docker-compose.yml, with its commands, as processes: secrets as files, one that answers and one that works in the background.</summary>
public sealed class SecretFilesTests(PostgresFixture postgres) : IDisposable
{
    private readonly string _secrets = Directory.CreateTempSubdirectory("secrets-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_secrets, recursive: true);

    [Fact]
    public async Task Nodes_of_each_kind_read_secrets_from_files_and_keep_sessions_alive_together()
    {
        await using var database = await postgres.CreateDatabaseAsync(Cancelled);
        await using var simulator = await SimulatorProcess.StartAsync(["--access-token-lifetime", "00:00:20"]);
        await File.WriteAllTextAsync(Path.Combine(_secrets, "ConnectionStrings__Connect"), database.ConnectionString + "\n", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(_secrets, "RingCentral__ClientSecret"), "sandbox-secret\n", Cancelled);
        var settings = Settings(simulator.Url);
        Assert.Equal(0, (await settings.RunAsync(["migrate"], Cancelled)).ExitCode);

        await using var web = await ServiceProcess.StartAsync(settings with { ServeArguments = ["--no-jobs"] });
        await using var jobs = await ServiceProcess.StartAsync(settings with { Port = LoopbackPort.FindFree(), ServeArguments = ["--jobs-only"] });
        using var api = await web.CreateApiClientAsync();
        var id = Assert.Single(await api.ImportedIdsAsync(await simulator.Control.SeedAsync(1)));

        await api.RotatedBeyondAsync(id, await api.GenerationAsync(id));
        (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
        Assert.Equal(0, (await settings.RunAsync(["health", "--ready", "--url", jobs.Url.ToString()], Cancelled)).ExitCode);
        await jobs.StopAsync();
        var gone = await settings.RunAsync(["health", "--url", jobs.Url.ToString()], Cancelled);
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("does not answer", gone.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_that_is_not_there_stops_the_service_with_an_example()
    {
        var settings = Settings(new Uri("http://127.0.0.1:9")) with { Variables = new Dictionary<string, string> { ["Hosting__SecretsFolder"] = "/nowhere/at/all" } };

        var result = await settings.RunAsync(["serve"], Cancelled);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Hosting:SecretsFolder is '/nowhere/at/all', which is no folder", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>What stands in files is not in the environment, too.</summary>
    private ServiceSettings Settings(Uri ringCentral) => new()
    {
        ConnectionString = "",
        RingCentralUrl = ringCentral,
        Variables = new Dictionary<string, string>
        {
            ["Hosting__SecretsFolder"] = _secrets,
            ["RingCentral__ClientSecret"] = "",
            ["KeepAlive__Mode"] = "Warm",
            ["Logging__Console__FormatterName"] = "json",
        },
    };
}
