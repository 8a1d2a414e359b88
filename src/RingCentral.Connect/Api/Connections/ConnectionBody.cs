using System.Text.Json;
using System.Text.Json.Serialization;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>A connection as app code sees it.</summary>
internal sealed record ConnectionBody
{
    public required Guid Id { get; init; }

    public required string ExternalId { get; init; }

    public required string State { get; init; }

    public string? Health { get; init; }

    public required bool Paused { get; init; }

    public required string Kind { get; init; }

    public string? Reason { get; init; }

    public string? RingcentralCode { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required OwnerBody Owner { get; init; }

    public required string Scope { get; init; }

    public required string ServerUrl { get; init; }

    public required long Generation { get; init; }

    public required string KeepAlive { get; init; }

    public DateTimeOffset? AccessExpiresAt { get; init; }

    public DateTimeOffset? RefreshExpiresAt { get; init; }

    public DateTimeOffset? SessionExpiresAt { get; init; }

    public DateTimeOffset? LastProvenAliveAt { get; init; }

    public DateTimeOffset? NextRotationAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public Uri? ReconnectUrl { get; init; }

    public required JsonElement Metadata { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static ConnectionBody Of(ConnectionSnapshot snapshot, ReconnectLinks links)
    {
        var (connection, session) = (snapshot.Connection, snapshot.Session);
        return new ConnectionBody
        {
            Id = connection.Id,
            ExternalId = connection.ExternalId,
            State = SnakeCase.Write(connection.State),
            Health = snapshot.Health is { } health ? SnakeCase.Write(health) : null,
            Paused = connection.Paused,
            Kind = SnakeCase.Write(connection.Kind),
            Reason = connection.Reason is { } reason ? SnakeCase.Write(reason) : null,
            RingcentralCode = connection.RingCentralCode,
            StateSince = connection.StateSince,
            Owner = new OwnerBody(connection.OwnerId, connection.AccountId, connection.OwnerName, connection.OwnerEmail, connection.ExtensionNumber),
            Scope = connection.Scope,
            ServerUrl = connection.ServerUrl,
            Generation = session?.Generation ?? 0,
            KeepAlive = SnakeCase.Write(connection.KeepAlive),
            AccessExpiresAt = session?.AccessExpiresAt,
            RefreshExpiresAt = session?.RefreshExpiresAt,
            SessionExpiresAt = session?.SessionExpiresAt,
            LastProvenAliveAt = session?.LastProvenAliveAt,
            NextRotationAt = session?.DueAt,
            LastUsedAt = session?.LastUsedAt,
            ReconnectUrl = links.For(connection),
            Metadata = JsonElement.Parse(connection.Metadata),
            CreatedAt = connection.CreatedAt,
            UpdatedAt = connection.UpdatedAt,
        };
    }
}

/// <summary>The RingCentral user of a connection.</summary>
internal sealed record OwnerBody(string Id, string? AccountId, string? Name, string? Email, string? ExtensionNumber);

/// <summary>The answer to one line of an import.</summary>
internal sealed record ImportResultBody
{
    public required long Line { get; init; }

    public string? ExternalId { get; init; }

    public required string Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ConnectionId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
}
