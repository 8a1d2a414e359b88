using System.Text.Json;
using RingCentral.Connect.TestKit.Api;

namespace RingCentral.Connect.EndToEndTests.Machines;

/// <summary>Somebody who connects on a machine, whose network has no browser: by the requests that a browser would send.</summary>
/// <param name="machine">Where the service and the simulator run.</param>
/// <param name="simulator">The simulator's address there.</param>
/// <param name="curl">How curl reaches the service, such as <c>--cacert FILE</c>.</param>
internal sealed class Visitor(Machine machine, string simulator, string curl = "")
{
    /// <param name="start">The link that leaves for RingCentral.</param>
    /// <param name="ownerId">Who signs in there, and consents.</param>
    /// <returns>The page at the end.</returns>
    public async Task<string> ConnectAsync(string start, string ownerId)
    {
        var leave = new Uri((await AskAsync($"--output /dev/null --write-out '%{{redirect_url}}' '{start}'")).Trim());
        var query = leave.Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
        await File.WriteAllTextAsync(Path.Combine(machine.Shared, "consent"), JsonSerializer.Serialize(new { user = ownerId, query }));
        var answer = await machine.RunAsync($"curl --silent --show-error --json @/run/shared/consent {simulator}/_control/authorize");
        return await AskAsync($"--location '{Connections.Member(answer, "location")}'");
    }

    private Task<string> AskAsync(string request) => machine.RunAsync($"curl --silent --show-error {curl} --cookie /run/shared/cookies --cookie-jar /run/shared/cookies {request}");
}
