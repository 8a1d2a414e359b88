using System.Text.Json;
using System.Text.Json.Serialization;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>A connection as app code sees it.</summary>
internal sealed record ConnectionBody
{
    /// <summary>Keeps for life, across reconnects.</summary>
    public required Guid Id { get; init; }

    /// <summary>Your own id of the user, unique among connections.</summary>
    public required string ExternalId { get; init; }

    /// <summary>Where it stands. Only an <c>active</c> one gives tokens.</summary>
    public required string State { get; init; }

    /// <summary>How an active one does: <c>at_risk</c>: rotations fail for a passing reason, or time runs out; <c>expiring</c>: the account ends sessions after a fixed time, and that comes near.</summary>
    public string? Health { get; init; }

    /// <summary>Whether tokens are withheld. The session is kept alive all the same.</summary>
    public required bool Paused { get; init; }

    /// <summary>How it was authorized.</summary>
    public required string Kind { get; init; }

    /// <summary>Why it is not active.</summary>
    public string? Reason { get; init; }

    /// <summary>RingCentral's own code, such as <c>OAU-211</c>.</summary>
    public string? RingcentralCode { get; init; }

    /// <summary>Since when it is in its state.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>The RingCentral user who authorized.</summary>
    public required OwnerBody Owner { get; init; }

    /// <summary>What its tokens may do: RingCentral's app permissions, separated by spaces.</summary>
    public required string Scope { get; init; }

    /// <summary>Where RingCentral's API is called with its tokens.</summary>
    public required string ServerUrl { get; init; }

    /// <summary>How often the session has been rotated.</summary>
    public required long Generation { get; init; }

    /// <summary>How eagerly it is kept supplied with a fresh token.</summary>
    public required string KeepAlive { get; init; }

    /// <summary>RingCentral's expiry of the access token; <c>expires_at</c> of a token lies before it.</summary>
    public DateTimeOffset? AccessExpiresAt { get; init; }

    /// <summary>When the session would lapse if nothing were done; keep-alive rotates it long before.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; init; }

    /// <summary>When the account ends the session whatever is done; null where it does not.</summary>
    public DateTimeOffset? SessionExpiresAt { get; init; }

    /// <summary>When RingCentral last gave a token for it.</summary>
    public DateTimeOffset? LastProvenAliveAt { get; init; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? NextRotationAt { get; init; }

    /// <summary>When a token was last asked for.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Where its user signs in again; null unless that helps.</summary>
    public Uri? ReconnectUrl { get; init; }

    /// <summary>The app's own.</summary>
    public required JsonElement Metadata { get; init; }

    /// <summary>When the user connected first.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the connection last changed, rotations left out.</summary>
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
