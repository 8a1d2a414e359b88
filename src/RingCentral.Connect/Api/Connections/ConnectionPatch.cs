using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>
/// A merge patch of a connection (RFC 7396): what is absent stays as it is, and null removes. Only metadata can be removed; null is an error
/// for everything else.
/// </summary>
internal sealed record ConnectionPatchBody
{
    public JsonElement Metadata { get; init; }

    public JsonElement KeepAlive { get; init; }

    public JsonElement ExternalId { get; init; }

    public JsonElement Paused { get; init; }
}

/// <summary>Checks a patch, field by field.</summary>
internal static class ConnectionPatch
{
    /// <summary>The change, or what is wrong by field.</summary>
    public static (ConnectionEdit? Edit, IReadOnlyDictionary<string, string[]> Errors) Read(ConnectionPatchBody body, long? revision)
    {
        var errors = new Dictionary<string, string[]>();
        var edit = new ConnectionEdit
        {
            ExternalId = ReadExternalId(body.ExternalId, errors),
            Metadata = ReadMetadata(body.Metadata, errors),
            ClearMetadata = body.Metadata.ValueKind == JsonValueKind.Null,
            KeepAlive = ReadKeepAlive(body.KeepAlive, errors),
            Paused = ReadPaused(body.Paused, errors),
            ExpectedRevision = revision,
        };
        return (errors.Count == 0 ? edit : null, errors);
    }

    private static string? ReadExternalId(JsonElement value, Dictionary<string, string[]> errors)
    {
        var text = JsonFields.Text(value);
        if (value.ValueKind != JsonValueKind.Undefined && !ExternalIds.IsValid(text))
        {
            errors["external_id"] = [ExternalIds.Rule];
        }

        return text;
    }

    private static KeepAlivePreference? ReadKeepAlive(JsonElement value, Dictionary<string, string[]> errors)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (JsonFields.Text(value) is { } text && SnakeCase.TryRead<KeepAlivePreference>(text, out var wish))
        {
            return wish;
        }

        errors["keep_alive"] = ["must be default, adaptive, warm or idle"];
        return null;
    }

    private static bool? ReadPaused(JsonElement value, Dictionary<string, string[]> errors)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                errors["paused"] = ["must be true or false"];
                return null;
        }
    }

    private static JsonObject? ReadMetadata(JsonElement value, Dictionary<string, string[]> errors)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            if (value.ValueKind == JsonValueKind.Object && JsonObject.Create(value) is { } metadata && ConnectionMetadata.IsValid(metadata))
            {
                return metadata;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Text that is no Unicode, or a name that stands twice: told like every other fault.
        }

        errors["metadata"] = [ConnectionMetadata.Rule];
        return null;
    }
}
