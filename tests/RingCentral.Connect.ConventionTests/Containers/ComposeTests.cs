using System.Text.RegularExpressions;
using RingCentral.Connect.ConventionTests.Sources;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RingCentral.Connect.ConventionTests.Containers;

public sealed class ComposeTests
{
    private const string Compose = "docker-compose.yml";

    [Fact]
    public void The_compose_file_can_be_read_and_starts_a_database_and_a_node()
    {
        var services = (YamlMappingNode)Read(SourceTree.Read(Compose)).Children["services"];

        Assert.Contains("postgres", services.Children.Keys.Select(name => name.ToString()));
        Assert.Contains("connect", services.Children.Keys.Select(name => name.ToString()));
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
            && !line.TrimStart().StartsWith("secrets:", StringComparison.Ordinal)
            || line.Contains(":-", StringComparison.Ordinal)
        select $"{Compose}: '{line.Trim()}' gives a secret a default; write ${{NAME:?set NAME}}.";

    private static IEnumerable<string> CheckPorts(string text) =>
        from line in text.Split('\n')
        where Regex.IsMatch(line, @"^\s*-\s*""?[\d.:]*\d+:\d+""?\s*$") && !line.Contains("127.0.0.1:", StringComparison.Ordinal)
        select $"{Compose}: '{line.Trim()}' publishes a port to everybody; begin it with 127.0.0.1:, or leave it out.";
}
