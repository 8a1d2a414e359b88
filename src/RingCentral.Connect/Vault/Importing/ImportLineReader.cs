using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>Reads import lines. Fields that it does not know are ignored: a line is whatever RingCentral once answered.</summary>
internal sealed class ImportLineReader(ServerDirectory servers, TimeProvider time)
{
    /// <summary>How far ahead of the database an app's clock may be.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Longest id of RingCentral's that is taken; those seen have a tenth of that, and an index row of PostgreSQL holds no more.</summary>
    private const int LongestId = 256;

    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>The line, or why it is rejected.</summary>
    public (ImportLine? Line, ImportRejection? Rejection) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, NoDuplicates);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : (null, ImportRejection.Invalid("The line is not a JSON object."));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not valid UTF-16, such as a lone surrogate.
            return (null, ImportRejection.Invalid("The line is not valid JSON."));
        }
    }

    private (ImportLine? Line, ImportRejection? Rejection) Read(JsonElement root)
    {
        var externalId = Text(root, "external_id");
        if (!ExternalIds.IsValid(externalId))
        {
            return Reject($"external_id {ExternalIds.Rule}.", null);
        }

        return root.TryGetProperty("assertion", out _)
            ? (null, new ImportRejection("jwt_not_importable", "A JWT is not imported: post it to /connections/jwt.") { ExternalId = externalId })
            : ReadSession(root, externalId!);
    }

    private (ImportLine? Line, ImportRejection? Rejection) ReadSession(JsonElement root, string externalId)
    {
        if (!TryReadIssuedAt(root, out var issuedAt))
        {
            return Reject("issued_at must be an RFC 3339 instant that is not in the future.", externalId);
        }

        if (TokenReplyReader.Read(root, issuedAt) is not { RefreshToken: { } refreshToken, OwnerId: { } ownerId } reply)
        {
            return Reject("access_token, refresh_token, expires_in and owner_id are needed, as RingCentral gave them.", externalId);
        }

        var accountId = Text(root, "account_id")?.Replace("\0", "", StringComparison.Ordinal);
        if (Longest(ownerId, accountId, reply.SessionId, reply.EndpointId) > LongestId)
        {
            return Reject($"owner_id, account_id, session_id and endpoint_id have at most {LongestId} characters.", externalId);
        }

        if (!TryReadMetadata(root, out var metadata))
        {
            return Reject($"metadata {ConnectionMetadata.Rule}.", externalId);
        }

        if (!TryReadServer(root, out var server))
        {
            return (null, new ImportRejection("server_not_allowed", "server_url is not a server that this installation may talk to.") { ExternalId = externalId });
        }

        return (new ImportLine
        {
            ExternalId = externalId,
            Reply = reply,
            Pair = new TokenPair(reply.AccessToken, refreshToken),
            OwnerId = ownerId,
            Server = server,
            AccountId = accountId,
            Metadata = metadata,
            IsIssueKnown = IsThere(root, "issued_at"),
        }, null);
    }

    private static (ImportLine? Line, ImportRejection? Rejection) Reject(string detail, string? externalId) =>
        (null, ImportRejection.Invalid(detail, externalId));

    private bool TryReadIssuedAt(JsonElement root, out DateTimeOffset issuedAt)
    {
        var now = time.GetUtcNow();
        issuedAt = now;
        return !IsThere(root, "issued_at")
            || (root.GetProperty("issued_at") is var value
                && value.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out issuedAt)
                && issuedAt <= now + ClockTolerance);
    }

    private bool TryReadServer(JsonElement root, out ServerOrigin server)
    {
        server = servers.Default;
        return Text(root, "server_url") is not { } address || servers.TryGet(address, out server);
    }

    private static bool IsThere(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static int Longest(params string?[] texts) => texts.Max(text => text?.Length ?? 0);

    private static bool TryReadMetadata(JsonElement root, out string? metadata)
    {
        metadata = null;
        if (!IsThere(root, "metadata"))
        {
            return true;
        }

        var value = root.GetProperty("metadata");
        metadata = value.GetRawText();
        return value.ValueKind == JsonValueKind.Object && JsonObject.Create(value) is { } parsed && ConnectionMetadata.IsValid(parsed);
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
