using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Hosting;

/// <summary>The command line: a port, application registrations, and every switch by its name with dashes.</summary>
internal sealed record StartOptions(int Port, SwitchValues Switches, IReadOnlyList<AppRegistration> Apps)
{
    /// <summary>Switches that the command line names.</summary>
    public IReadOnlyCollection<string> Named { get; init; } = [];

    /// <summary>Where to keep what a restart must not change; null keeps nothing.</summary>
    public string? StateFolder { get; init; }

    public const string Usage = """
        RingCentral Simulator: RingCentral's authorization server, simulated. Not made by RingCentral.

          --port 5090            loopback port to listen on; 0 takes a free one
          --apps FILE            more applications: a JSON array of registrations
          --state DIR            keep sessions, users' states, keys, switches and clock in this folder over restarts
          --SWITCH VALUE         any switch, e.g. --access-token-lifetime 00:00:20 --auth-limit 5

        Switches, their meanings and recipes: docs/simulator.md, and the control page at /_control.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static bool TryRead(string[] args, [NotNullWhen(true)] out StartOptions? options, [NotNullWhen(false)] out string? problem)
    {
        (options, problem) = (null, null);
        try
        {
            options = Read(args);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or IOException or JsonException)
        {
            problem = fault.Message;
            return false;
        }
    }

    private static StartOptions Read(string[] args)
    {
        var (port, apps, changes, state) = (5090, new List<AppRegistration>(), new Dictionary<string, object>(), (string?)null);
        foreach (var (name, value) in Pairs(args))
        {
            if (name == "port")
            {
                port = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535
                    ? number
                    : throw new FormatException($"--port: \"{value}\" is not a port.");
            }
            else if (name == "state")
            {
                state = Path.GetFullPath(value.Length > 0 ? value : throw new FormatException("--state: the name of a folder is missing."));
            }
            else if (name == "apps")
            {
                apps.AddRange(JsonSerializer.Deserialize<List<AppRegistration>>(File.ReadAllText(value), Json) ?? []);
            }
            else
            {
                var entry = SwitchCatalogue.TryFind(name.Replace('-', '_'), out var found)
                    ? found
                    : throw new FormatException($"--{name} is unknown.{Environment.NewLine}{Environment.NewLine}{Usage}");
                changes[entry.Name] = entry.Read(value);
            }
        }

        return new StartOptions(port, SwitchCatalogue.Apply(new SwitchValues(), changes), apps) { Named = changes.Keys, StateFolder = state };
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string[] args)
    {
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] is "--help" or "-h" or "-?")
            {
                throw new FormatException(Usage);
            }

            if (!args[at].StartsWith("--", StringComparison.Ordinal))
            {
                throw new FormatException($"\"{args[at]}\" is not expected here.{Environment.NewLine}{Environment.NewLine}{Usage}");
            }

            var (name, equals) = (args[at][2..], args[at].IndexOf('=', StringComparison.Ordinal));
            if (equals > 0)
            {
                yield return (args[at][2..equals], args[at][(equals + 1)..]);
            }
            else
            {
                yield return (name, ++at < args.Length ? args[at] : throw new FormatException($"--{name} needs a value."));
            }
        }
    }
}
