using System.Globalization;
using System.Text.RegularExpressions;
using RingCentral.Connect.ConventionTests.Sources;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RingCentral.Connect.ConventionTests.Containers;

public sealed class ComposeTests
{
    private const string Compose = "docker-compose.yml";

    /// <summary>Seconds: the longest rotation, Hangfire's shutdown and the host's own (KeepAliveExtensions.ShutdownTimeout and 5 s).</summary>
    private const int LongestStop = 60;

    [Fact]
    public void The_compose_file_can_be_read_and_starts_a_database_nodes_of_each_kind_and_a_proxy()
    {
        var services = Names(Read(SourceTree.Read(Compose)), "services");

        Assert.Equal(["connect-1", "connect-2", "jobs", "migrate", "postgres", "proxy"], services.Order(StringComparer.Ordinal));
        Assert.Equal(["serve", "--no-jobs"], Words("connect-1", "command"));
        Assert.Equal(["serve", "--no-jobs"], Words("connect-2", "command"));
        Assert.Equal(["serve", "--jobs-only"], Words("jobs", "command"));
        Assert.Equal(["migrate"], Words("migrate", "command"));
    }

    [Fact]
    public void Every_secret_and_every_service_that_another_waits_for_is_there()
    {
        var compose = Read(SourceTree.Read(Compose));
        var (services, secrets) = (Names(compose, "services"), Names(compose, "secrets"));

        var used = ((YamlMappingNode)compose["services"]).Children.Values.Cast<YamlMappingNode>().ToList();
        Assert.All(used.SelectMany(service => Sequence(service, "secrets")), secret => Assert.Contains(secret is YamlMappingNode long_ ? long_["source"].ToString() : secret.ToString(), secrets));
        Assert.All(used.SelectMany(Awaited), service => Assert.Contains(service, services));
    }

    [Fact]
    public void Nodes_get_longer_to_stop_than_the_service_takes()
    {
        foreach (var node in new[] { "connect-1", "connect-2", "jobs" })
        {
            var grace = Service(node)["stop_grace_period"].ToString();
            Assert.True(int.Parse(grace.TrimEnd('s'), CultureInfo.InvariantCulture) >= LongestStop, $"{node}: {grace}");
        }

        Assert.Contains($"TimeoutStopSec={LongestStop}", SourceTree.Read("ops/systemd/ringcentral-connect.service"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_write_nothing_and_may_do_nothing()
    {
        foreach (var node in new[] { "connect-1", "connect-2", "jobs", "migrate" }.Select(Service))
        {
            Assert.Equal("true", node["read_only"].ToString());
            Assert.Equal(["ALL"], Sequence(node, "cap_drop").Select(one => one.ToString()));
        }

        Assert.Contains("USER $APP_UID", SourceTree.Read("Dockerfile"), StringComparison.Ordinal);
        Assert.Contains("HEALTHCHECK", SourceTree.Read("Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_has_a_default() => Violations.AssertNone(CheckSecrets(SourceTree.Read(Compose)));

    [Fact]
    public void Ports_are_published_on_this_machine_only() => Violations.AssertNone(CheckPorts(SourceTree.Read(Compose)));

    [Fact]
    public void What_is_not_YAML_is_found() => Assert.ThrowsAny<YamlException>(() => Read("services:\n\tpostgres: [\n"));

    [Theory]
    [InlineData("POSTGRES_PASSWORD: postgres")]
    [InlineData("RingCentral__ClientSecret: ${RINGCENTRAL_CLIENT_SECRET:-secret}")]
    public void A_secret_with_a_default_is_found(string line) => Assert.Single(CheckSecrets(line));

    [Theory]
    [InlineData("    - \"5080:8080\"")]
    [InlineData("    - 0.0.0.0:5080:8080")]
    public void A_port_that_is_open_to_everybody_is_found(string line) => Assert.Single(CheckPorts($"ports:\n{line}\n"));

    private static YamlMappingNode Service(string name) => (YamlMappingNode)Read(SourceTree.Read(Compose))["services"][name];

    private static IEnumerable<string> Words(string service, string key) => Sequence(Service(service), key).Select(word => word.ToString());

    private static List<string> Names(YamlMappingNode compose, string key) => [.. ((YamlMappingNode)compose[key]).Children.Keys.Select(name => name.ToString())];

    private static IEnumerable<YamlNode> Sequence(YamlMappingNode service, string key) => service.Children.TryGetValue(key, out var found) ? (YamlSequenceNode)found : [];

    private static IEnumerable<string> Awaited(YamlMappingNode service) =>
        service.Children.TryGetValue("depends_on", out var found) ? ((YamlMappingNode)found).Children.Keys.Select(name => name.ToString()) : [];

    private static YamlMappingNode Read(string text)
    {
        var yaml = new YamlStream();
        // Merge keys are what docker compose knows and plain YAML does not.
        yaml.Load(new MergingParser(new Parser(new StringReader(text))));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<string> CheckSecrets(string text) =>
        from line in text.Split('\n')
        where !line.TrimStart().StartsWith('#')
        let match = Regex.Match(line, @"(?:password|secret)\w*(?:=|:\s*)(?<value>[^\s;]\S*)", RegexOptions.IgnoreCase)
        where match.Success && !match.Groups["value"].Value.StartsWith("${", StringComparison.Ordinal) && !line.Contains(":?", StringComparison.Ordinal)
            && !match.Groups["value"].Value.StartsWith("/run/secrets", StringComparison.Ordinal)
            && !line.TrimStart().StartsWith("secrets:", StringComparison.Ordinal)
            || line.Contains(":-", StringComparison.Ordinal)
        select $"{Compose}: '{line.Trim()}' gives a secret a default; write ${{NAME:?set NAME}}.";

    private static IEnumerable<string> CheckPorts(string text) =>
        from line in text.Split('\n')
        where Regex.IsMatch(line, @"^\s*-\s*""?[\d.:]*\d+:\d+""?\s*$") && !line.Contains("127.0.0.1:", StringComparison.Ordinal)
        select $"{Compose}: '{line.Trim()}' publishes a port to everybody; begin it with 127.0.0.1:, or leave it out.";
}
