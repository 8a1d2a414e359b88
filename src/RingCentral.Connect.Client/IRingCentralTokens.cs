namespace RingCentral.Connect.Client;

/// <summary>
/// Access tokens of connected users. A token is kept in memory while the service's promise lasts, so that asking before each call costs nothing;
/// many callers who need the same new token cause one request. All methods throw a <see cref="RingCentralConnectException"/> where there is no
/// token: its type says what to do.
/// </summary>
public interface IRingCentralTokens
{
    /// <summary>The token of a connection.</summary>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="minTtl">For how long the token must still work at least; a token that works for less may be in use elsewhere and cannot always be replaced.</param>
    /// <param name="cancellationToken">Ends this wait; other callers go on waiting for the same answer.</param>
    /// <returns>A token that works now.</returns>
    /// <exception cref="ReauthorizationRequiredException">The user must sign in again.</exception>
    /// <exception cref="RingCentralConnectUnavailableException">No token can be had at the moment.</exception>
    /// <exception cref="HoldInForceException"><paramref name="minTtl"/> cannot be met now.</exception>
    /// <exception cref="RingCentralConnectException">Another reason; see its type and code.</exception>
    ValueTask<RingCentralToken> GetAsync(Guid connectionId, TimeSpan? minTtl = null, CancellationToken cancellationToken = default);

    /// <summary>The token of the connection of one of your users.</summary>
    /// <param name="externalId">Your own id of the user.</param>
    /// <param name="minTtl">For how long the token must still work at least.</param>
    /// <param name="cancellationToken">Ends this wait; other callers go on waiting for the same answer.</param>
    /// <inheritdoc cref="GetAsync(Guid, TimeSpan?, CancellationToken)"/>
    ValueTask<RingCentralToken> GetByExternalIdAsync(string externalId, TimeSpan? minTtl = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells the service that RingCentral answered 401 to a token before its promise ended, and gets the one to go on with. The service looks for
    /// itself: it asks RingCentral, and rotates or flags the connection only if RingCentral refuses the token there too.
    /// </summary>
    /// <param name="token">The token that was refused.</param>
    /// <param name="cancellationToken">Ends this wait.</param>
    /// <returns>The token to use from now on; the same one where RingCentral accepts it.</returns>
    /// <exception cref="ReauthorizationRequiredException">RingCentral ended the session: the user must sign in again.</exception>
    /// <exception cref="RingCentralConnectUnavailableException">No token can be had at the moment.</exception>
    /// <exception cref="RingCentralConnectException">Another reason; see its type and code.</exception>
    ValueTask<RingCentralToken> ReportRejectedAsync(RingCentralToken token, CancellationToken cancellationToken = default);
}
