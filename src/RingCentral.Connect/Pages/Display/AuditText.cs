using System.Text.Json;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Audit;

namespace RingCentral.Connect.Pages.Display;

/// <summary>The audit log in words.</summary>
internal static class AuditText
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["admin_session.opened"] = "Signed in",
        ["admin_session.ended"] = "Ended a session",
        ["alarm.acknowledged"] = "Acknowledged an alarm",
        ["api_key.created"] = "Made an API key",
        ["api_key.changed"] = "Changed an API key",
        ["api_key.revoked"] = "Revoked an API key",
        ["connection.checked"] = "Had a connection checked again",
        ["connection.changed"] = "Changed a connection",
        ["connection.connected"] = "Connected an account",
        ["connection.deleted"] = "Deleted a connection",
        ["connection.disconnected"] = "Disconnected a connection",
        ["connection.exported"] = "Exported connections",
        ["key.rotated"] = "Made a new key of the key ring",
        ["key.retired"] = "Destroyed a key of the key ring that had leaked",
        ["connection.imported"] = "Imported connections",
        ["connection.reconnected"] = "Reconnected a connection",
        ["connection.other_user_allowed"] = "Allowed another user of RingCentral",
        ["connection.other_user_refused"] = "Allowed no other user any more",
        ["bulk_work.created"] = "Began a work on many connections",
        ["bulk_work.stopped"] = "Stopped a work on many connections",
        ["connect_session.created"] = "Made a connect link",
        ["connect_session.ended"] = "Ended a connect link",
        ["connection.mailed"] = "Mailed a sign-in link",
        ["connection.rotated"] = "Rotated a session",
        ["connection.tested"] = "Tested a connection at RingCentral",
        ["job.changed"] = "Pressed a button of the job dashboard",
        ["sign_in_link.created"] = "Made a sign-in link",
        ["webhook_endpoint.created"] = "Made a webhook endpoint",
        ["webhook_endpoint.tested"] = "Sent a test to a webhook endpoint",
        ["webhook_endpoint.redelivered"] = "Sent a webhook again",
        ["webhook_endpoint.changed"] = "Changed a webhook endpoint",
        ["webhook_endpoint.deleted"] = "Deleted a webhook endpoint",
    };

    /// <summary>What was done; an action without words of its own is shown as it is called.</summary>
    public static string ActionOf(string action) => Actions.GetValueOrDefault(action, action);

    /// <summary>Who did it. An administrator whom retention has forgotten keeps the end of their session's number, so that two are not mixed up.</summary>
    public static string ActorOf(AuditRecord record) => record switch
    {
        { ActorKind: ActorKind.CommandLine } => "Command line",
        { ActorKind: ActorKind.ApiKey } => $"API key {record.ActorName}",
        { ActorName: { } name } => name,
        _ => Forgotten(record.ActorId),
    };

    public static string NameOf(AdminSession session) => session.Name ?? Forgotten(session.Id);

    /// <summary>The members of before or after, as lines.</summary>
    public static IEnumerable<(string Name, string Value)> Members(string? json)
    {
        if (json is null)
        {
            yield break;
        }

        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            yield return (member.Name.Replace('_', ' '), Write(member.Value));
        }
    }

    /// <summary>An id as a link shows it; what is no id is shown whole.</summary>
    public static string Shorten(string id) => Guid.TryParse(id, out var parsed) ? $"…{parsed.ToString("N")[^8..]}" : id;

    private static string Forgotten(Guid? id) => $"Administrator {id?.ToString("N")[^8..]}";

    private static string Write(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "none",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(Write)),
        _ => value.ToString(),
    };
}
