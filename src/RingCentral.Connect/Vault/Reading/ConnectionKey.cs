namespace RingCentral.Connect.Vault.Reading;

/// <summary>How a caller names a connection: by its id, or by the app's own identifier of its user.</summary>
internal readonly record struct ConnectionKey
{
    private ConnectionKey(Guid? id, string? externalId) => (Id, ExternalId) = (id, externalId);

    public Guid? Id { get; }

    /// <summary>Set where <see cref="Id"/> is not.</summary>
    public string? ExternalId { get; }

    public static ConnectionKey Of(Guid id) => new(id, null);

    public static ConnectionKey Of(string externalId) => new(null, externalId);
}
