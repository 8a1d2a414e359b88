using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Connecting.Jwt;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>A JWT with the app's identifier for its connection. A class, since a record would print the JWT.</summary>
internal sealed class JwtConnectBody
{
    /// <summary>Longest JWT: RingCentral's have less than a tenth of that.</summary>
    private const int LongestAssertion = 8 * 1024;

    public JsonElement ExternalId { get; init; }

    public JsonElement Assertion { get; init; }

    public JsonElement Metadata { get; init; }

    /// <summary>The request, or what is wrong by field; never with anything of the JWT.</summary>
    public (JwtConnectRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Read(string actor, TimeSpan maxWait)
    {
        var errors = new Dictionary<string, string[]>();
        var (externalId, assertion) = (Text(ExternalId), Text(Assertion)?.Trim());
        if (!ExternalIds.IsValid(externalId))
        {
            errors["external_id"] = [ExternalIds.Rule];
        }

        if (assertion is not { Length: > 0 and <= LongestAssertion } || !assertion.All(c => c is > ' ' and <= '~'))
        {
            errors["assertion"] = [$"must be a JWT of at most {LongestAssertion} characters"];
        }

        var metadata = ReadMetadata(errors);
        return errors.Count > 0 ? (null, errors) : (new JwtConnectRequest
        {
            ExternalId = externalId!,
            Assertion = assertion!,
            Metadata = metadata,
            Actor = actor,
            MaxWait = maxWait,
        }, errors);
    }

    private string? ReadMetadata(Dictionary<string, string[]> errors)
    {
        if (Metadata.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            if (Metadata.ValueKind == JsonValueKind.Object && JsonObject.Create(Metadata) is { } metadata && ConnectionMetadata.IsValid(metadata))
            {
                return metadata.ToJsonString();
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Text that is no Unicode, or a name that stands twice: told like every other fault.
        }

        errors["metadata"] = [ConnectionMetadata.Rule];
        return null;
    }

    /// <summary>Null also for text that is no Unicode.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
