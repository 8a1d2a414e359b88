namespace RingCentral.Connect.Client;

/// <summary>Says for whom a request is made that <c>AddRingCentralConnectToken</c> puts a token on.</summary>
public static class RingCentralRequest
{
    /// <summary>Where a request keeps its connection.</summary>
    public static HttpRequestOptionsKey<ConnectionKey> Connection { get; } = new("RingCentral.Connect.Connection");

    /// <summary>Makes the request for a connection.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage ForConnection(this HttpRequestMessage request, Guid connectionId) =>
        request.ForConnection(ConnectionKey.ById(connectionId));

    /// <summary>Makes the request for the connection of one of your users.</summary>
    /// <param name="request">The request.</param>
    /// <param name="externalId">Your own id of the user.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage ForExternalId(this HttpRequestMessage request, string externalId) =>
        request.ForConnection(ConnectionKey.ByExternalId(externalId));

    /// <summary>Makes the request for a connection.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage ForConnection(this HttpRequestMessage request, ConnectionKey connection)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Connection, connection);
        return request;
    }
}
