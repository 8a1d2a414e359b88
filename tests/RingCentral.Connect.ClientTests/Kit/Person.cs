using System.Text.Json.Nodes;
using RingCentral.Connect.Client;
using RingCentral.Connect.TestKit.Api;
using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.ClientTests.Kit;

/// <summary>A user whose RingCentral account is connected.</summary>
internal sealed record Person(Guid ConnectionId, string ExternalId, string OwnerId)
{
    public ConnectionKey Key => ConnectionKey.ById(ConnectionId);

    /// <summary>Somebody new.</summary>
    /// <param name="deployment">Where.</param>
    /// <param name="change">Changes the import line.</param>
    public static async Task<Person> ImportAsync(Deployment deployment, Action<JsonObject>? change = null)
    {
        var line = JsonNode.Parse((await deployment.Simulator.Control.SeedAsync(1))[0])!.AsObject();
        change?.Invoke(line);
        var id = (await deployment.Api.ImportedIdsAsync([line.ToJsonString()]))[0];
        return new Person(Guid.Parse(id), line["external_id"]!.GetValue<string>(), line["owner_id"]!.GetValue<string>());
    }
}
