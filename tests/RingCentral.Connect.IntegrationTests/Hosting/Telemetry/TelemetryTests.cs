using System.Net;
using System.Text.RegularExpressions;
using RingCentral.Connect.Hosting;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Telemetry;

/// <summary>What operators see from outside; and that nothing of it is a secret.</summary>
public sealed partial class TelemetryTests(SweepingFixture fixture, PostgresFixture postgres) : IClassFixture<SweepingFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dashboard_and_alert_rules_use_metrics_that_there_are()
    {
        var line = Assert.Single(await fixture.Simulator.SeedAsync(1));
        await TestKit.Api.Connections.ImportedIdsAsync(fixture.Api, [line]);
        var files = Directory.GetFiles(Path.Combine(BuiltPrograms.RepositoryRoot, "ops"), "*.*", SearchOption.AllDirectories);
        var used = files.SelectMany(file => Metric().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToHashSet();

        Assert.NotEmpty(used);
        IReadOnlyList<string> missing = [];
        await Eventually.PassesAsync(async () =>
        {
            var there = Metric().Matches(await fixture.Node.MetricsAsync()).Select(match => match.Value).ToHashSet();
            missing = [.. used.Where(name => !there.Contains(name)).Order()];
            Assert.True(missing.Count == 0, $"{string.Join(", ", missing)} of {string.Join(" ", there.Order())}");
        }, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Everything_goes_to_the_collector_and_no_address_that_is_a_secret()
    {
        const string Secret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        await using var collector = await Collector.StartAsync();
        await using var database = await postgres.CreateDatabaseAsync(ServiceNode.Migrated, Cancelled);
        await using var node = await ServiceNode.BuildAsync(
            database, fixture.RingCentral, new NodeRoles(Web: true, Jobs: false), $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_BSP_SCHEDULE_DELAY=200", "--OTEL_BLRP_SCHEDULE_DELAY=200", "--OTEL_METRIC_EXPORT_INTERVAL=500", "--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None");
        await node.StartAsync();
        using var browser = new Browser(node.Url);
        await browser.ConnectedAsync(await browser.ConsentAsync(fixture.Simulator, "256440016"));
        foreach (var path in new[] { $"/connect/{Secret}", $"/connect/{Secret}/start", $"/reconnect/{Secret}", $"/admin/sign-in/{Secret}", $"/connections/me/{Secret}" })
        {
            using var answer = await browser.OpenAsync(path);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        }

        await Eventually.TrueAsync(() => Task.FromResult(collector.Read("traces").Contains("reconnect/{token}", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => Task.FromResult(collector.Read("metrics").Contains("db.client.connection.max", StringComparison.Ordinal)));
        await Eventually.TrueAsync(() => Task.FromResult(collector.Read("logs").Contains("An authorization for connection", StringComparison.Ordinal)));
        Assert.Contains("ringcentral-connect", collector.Read("traces"), StringComparison.Ordinal);
        var tokens = await fixture.Simulator.TokensAsync();
        foreach (var signal in new[] { "traces", "metrics", "logs" })
        {
            var told = collector.Read(signal);
            Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);
            Assert.DoesNotContain(tokens, token => told.Contains(token, StringComparison.Ordinal));
        }
    }

    /// <summary>Ours, and those of the framework, the runtime and the driver that the files name.</summary>
    [GeneratedRegex(@"\b(connect|http_server|dotnet|db_client|kestrel)_[a-z0-9_]+")]
    private static partial Regex Metric();
}
