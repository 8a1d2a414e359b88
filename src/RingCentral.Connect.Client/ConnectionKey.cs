namespace RingCentral.Connect.Client;

/// <summary>Names a connection: by the id that the service gave it, or by your own id of the user.</summary>
public sealed record ConnectionKey
{
    private ConnectionKey(Guid? id, string? externalId) => (Id, ExternalId) = (id, externalId);

    /// <summary>The connection's id; null where it is named by external id.</summary>
    public Guid? Id { get; }

    /// <summary>Your own id of the user; null where the connection is named by its id.</summary>
    public string? ExternalId { get; }

    /// <summary>The path of the connection's token below <c>/api/v1/</c>. An external id is percent-encoded, a slash in it too.</summary>
    internal string TokenPath => Id is { } id ? $"connections/{id:D}/token" : $"connections/by-external-id/{Uri.EscapeDataString(ExternalId!)}/token";

    /// <summary>The connection with an id.</summary>
    /// <param name="id">The id, as the service gave it.</param>
    /// <returns>Its key.</returns>
    public static ConnectionKey ById(Guid id) => new(id, null);

    /// <summary>The connection of a user of yours.</summary>
    /// <param name="externalId">Your own id of the user, as it was given when the user connected.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="ArgumentException"><paramref name="externalId"/> is empty, or a dot or two, which no address can carry.</exception>
    public static ConnectionKey ByExternalId(string externalId)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        return externalId is not ("." or "..")
            ? new ConnectionKey(null, externalId)
            : throw new ArgumentException("An address cannot carry this external id: ask by the connection's id.", nameof(externalId));
    }

    /// <summary>The two keys that a token can be kept under.</summary>
    internal static (ConnectionKey ById, ConnectionKey ByExternalId) Of(RingCentralToken token) =>
        (new ConnectionKey(token.ConnectionId, null), new ConnectionKey(null, token.ExternalId));

    /// <summary>For logs and messages.</summary>
    /// <returns>The id, or the external id with its kind.</returns>
    public override string ToString() => Id?.ToString("D") ?? $"external id {ExternalId}";
}
