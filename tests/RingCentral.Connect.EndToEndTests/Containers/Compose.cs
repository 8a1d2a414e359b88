using RingCentral.Connect.Sandbox.Processes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RingCentral.Connect.EndToEndTests.Containers;

/// <summary>What docker-compose.yml and the Dockerfile say of the containers that run this service.</summary>
internal sealed class Compose
{
    private readonly YamlMappingNode _root;
    private readonly string[] _dockerfile = File.ReadAllLines(Path.Combine(BuiltPrograms.RepositoryRoot, "Dockerfile"));

    private Compose(YamlMappingNode root) => _root = root;

    /// <summary>The command that asks a container whether it is well, as a shell takes it.</summary>
    public string HealthCommand => Words(_dockerfile.Single(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal)));

    public static Compose Read()
    {
        var yaml = new YamlStream();
        // Merge keys are what docker compose knows and plain YAML does not.
        yaml.Load(new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(BuiltPrograms.RepositoryRoot, "docker-compose.yml"))))));
        return new Compose((YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    /// <summary>The environment and the command of a service, as a script.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="variables">What whoever starts it must set.</param>
    public string Script(string service, IReadOnlyDictionary<string, string> variables)
    {
        var node = (YamlMappingNode)_root["services"][service];
        var environment = ((YamlMappingNode)node["environment"]).Children.Select(pair => $"{pair.Key}={Interpolated(pair.Value.ToString(), variables)}");
        var image = _dockerfile.Single(line => line.StartsWith("ENV ", StringComparison.Ordinal))["ENV ".Length..].Split(' ');
        var command = string.Join(' ', ((YamlSequenceNode)node["command"]).Select(word => word.ToString()));
        return $"exec env -i \"PATH=$PATH\" HOME=/home/app {string.Join(' ', image.Concat(environment).Select(setting => $"'{setting}'"))} {Words(_dockerfile.Single(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal)))} {command}";
    }

    /// <summary>The names of a service's secrets, as it finds them under /run/secrets, by the files that they come from.</summary>
    public IEnumerable<(string Source, string Target)> SecretsOf(string service) =>
        from secret in (YamlSequenceNode)_root["services"][service]["secrets"]
        select secret is YamlMappingNode named ? (named["source"].ToString(), named["target"].ToString()) : (secret.ToString(), secret.ToString());

    private static string Words(string line) => line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.LastIndexOf(']')].Replace("\", \"", " ", StringComparison.Ordinal).Trim('"');

    private static string Interpolated(string value, IReadOnlyDictionary<string, string> variables) =>
        value.StartsWith("${", StringComparison.Ordinal) ? variables[value[2..value.IndexOf(':', StringComparison.Ordinal)]] : value;
}
