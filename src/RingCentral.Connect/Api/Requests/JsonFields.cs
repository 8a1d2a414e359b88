using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Requests;

/// <summary>Reads fields of a body one by one, so that what is wrong can be said of each.</summary>
internal static class JsonFields
{
    /// <summary>Whether the field is there.</summary>
    public static bool IsGiven(JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Null also for text that is no Unicode.</summary>
    public static string? Text(JsonElement value)
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

    /// <summary>The app's own JSON object as text; null where none was given.</summary>
    public static string? Metadata(JsonElement value, Dictionary<string, string[]> errors)
    {
        if (!IsGiven(value))
        {
            return null;
        }

        try
        {
            if (value.ValueKind == JsonValueKind.Object && JsonObject.Create(value) is { } metadata && ConnectionMetadata.IsValid(metadata))
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
}
