using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Connecting.Mine;

/// <summary>What a person may see and do of their own connection. Whoever is not its user any more sees nothing.</summary>
internal sealed class MyConnection(ConnectionReader connections, ConnectionChanges changes, IDbContextFactory<ConnectDbContext> contexts)
{
    /// <summary>How much of the history a page shows.</summary>
    private const int LatestEvents = 20;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The person's connection; null where it is gone, or another's.</summary>
    public async Task<ConnectionSnapshot?> FindAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        PersonIdentity.Of(person) is { } identity
        && await connections.FindAsync(identity.ConnectionId, cancellationToken) is { } snapshot
        && identity.Owns(snapshot.Connection)
            ? snapshot
            : null;

    /// <summary>What happened last, newest first.</summary>
    public async Task<IReadOnlyList<ConnectionEvent>> HistoryAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ConnectionEvents.AsNoTracking()
            .Where(entry => entry.ConnectionId == connectionId)
            .OrderByDescending(entry => entry.Sequence).Take(LatestEvents)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends it, as its user.</summary>
    /// <returns>Whether it is the person's to end.</returns>
    public async Task<bool> DisconnectAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        await FindAsync(person, cancellationToken) is { Connection.Id: var id } && await changes.DisconnectAsync(id, Actors.User, CancellationToken.None);

    /// <summary>Everything that is stored about the person, as JSON; null where the connection is not theirs. Tokens are the app's, and no data about anybody.</summary>
    public async Task<byte[]?> TellAsync(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (await FindAsync(person, cancellationToken) is not { Connection: var connection })
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var events = await context.ConnectionEvents.AsNoTracking().Where(entry => entry.ConnectionId == connection.Id).OrderBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(Describe(connection, events), Indented);
    }

    private static JsonObject Describe(Connection connection, List<ConnectionEvent> events) => new()
    {
        ["connection_id"] = connection.Id.ToString("D"),
        ["external_id"] = connection.ExternalId,
        ["ringcentral_server"] = connection.ServerUrl,
        ["ringcentral_user_id"] = connection.OwnerId,
        ["ringcentral_account_id"] = connection.AccountId,
        ["name"] = connection.OwnerName,
        ["email"] = connection.OwnerEmail,
        ["extension_number"] = connection.ExtensionNumber,
        ["permissions"] = connection.Scope,
        ["state"] = SnakeCase.Write(connection.State),
        ["metadata"] = JsonNode.Parse(connection.Metadata),
        ["created_at"] = connection.CreatedAt.UtcDateTime,
        ["updated_at"] = connection.UpdatedAt.UtcDateTime,
        ["history"] = new JsonArray([.. events.Select(Describe)]),
    };

    private static JsonNode Describe(ConnectionEvent entry) => new JsonObject
    {
        ["at"] = entry.OccurredAt.UtcDateTime,
        ["what"] = entry.Type,
        ["by"] = entry.Actor,
        ["reason"] = entry.Reason,
        ["ringcentral_code"] = entry.RingCentralCode,
    };
}
