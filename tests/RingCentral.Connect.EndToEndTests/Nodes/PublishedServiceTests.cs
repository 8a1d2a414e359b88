using System.Diagnostics;
using System.Net;
using RingCentral.Connect.EndToEndTests.Machines;
using RingCentral.Connect.EndToEndTests.Sandboxes;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Browsing;
using RingCentral.Connect.TestKit.Browsing.Pages;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Nodes;

/// <summary>Takes turns with the machine that publishes the same projects.</summary>
[Collection(nameof(MachineTests))]
public sealed class PublishedServiceTests(BrowserFixture browser, PostgresFixture postgres) : BrowserTest(browser)
{
    [Fact]
    public async Task Two_published_nodes_run_in_production_on_one_database_from_environment_variables_alone()
    {
        var folder = Directory.CreateTempSubdirectory("ringcentral-connect-published-");
        try
        {
            await PublishAsync(folder.FullName);
            await using var deployment = await Deployment.StartAsync(postgres, settings => Published(settings, folder.FullName));
            await using var second = await ServiceProcess.StartAsync(deployment.Service.Settings with { Port = LoopbackPort.FindFree() });
            using var api = await second.CreateApiClientAsync();

            var id = await new ConnectPages(Person).ConnectAsync(deployment.Service.Url, People.Ines);
            await StylesAreServedAsync();
            (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
            var generation = await api.RotatedBeyondAsync(id, await api.GenerationAsync(id));
            await deployment.Service.KillAsync();
            await api.RotatedBeyondAsync(id, generation);

            await Eventually.PassesAsync(async () =>
            {
                var token = (await api.GetTokenAsync(id)).MustBe(HttpStatusCode.OK);
                Assert.Equal(200, await deployment.Simulator.Control.CallExtensionAsync(token["access_token"]));
            });
            await NothingWasRefusedAsync(deployment.Simulator.Control);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_node_refuses_to_start_in_production_with_unprotected_keys()
    {
        await using var database = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var settings = new ServiceSettings { ConnectionString = database.ConnectionString, RingCentralUrl = new Uri("http://127.0.0.1:9/"), Environment = "Production" };

        var result = await settings.RunAsync(["serve"], TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("DataProtection:", result.Errors + result.Output, StringComparison.Ordinal);
    }

    private static ServiceSettings Published(ServiceSettings settings, string folder) => settings with
    {
        Program = Path.Combine(folder, "RingCentral.Connect.dll"),
        Folder = folder,
        Environment = "Production",
        Variables = new Dictionary<string, string>(settings.Variables) { ["DataProtection__AllowUnprotectedKeys"] = "true" },
    };

    private static async Task PublishAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "src/RingCentral.Connect", "--output", folder, "--nologo", "--verbosity", "quiet"])
        {
            WorkingDirectory = BuiltPrograms.RepositoryRoot,
        };
        var result = await ShortCommand.RunAsync(start, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, result.Output);
    }

    private async Task StylesAreServedAsync()
    {
        var loaded = await Person.Page.EvaluateAsync<int>("() => [...document.styleSheets].filter(sheet => sheet.cssRules.length > 0).length");
        Assert.True(loaded > 0, "The page was shown without its stylesheet.");
    }

    private static async Task NothingWasRefusedAsync(SimulatorControl simulator)
    {
        var refused = (await simulator.RequestsAsync()).GetProperty("data").EnumerateArray()
            .Where(request => request.TryGetProperty("error_code", out _))
            .Select(request => request.ToString());
        Assert.Empty(refused);
    }
}
