using RingCentral.Connect.Data;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>The RingCentral user of a session.</summary>
/// <param name="Id">Extension id.</param>
/// <param name="AccountId">Account id; null when the app may not read it.</param>
internal sealed record SessionOwner(string Id, string? AccountId)
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? ExtensionNumber { get; init; }
}

/// <summary>A session that a user has just authorized, or a JWT has just opened.</summary>
/// <param name="Server">The server that opened it.</param>
/// <param name="Reply">Its first pair.</param>
/// <param name="Owner">Its user.</param>
internal sealed record AuthorizedSession(ServerOrigin Server, TokenReply Reply, SessionOwner Owner)
{
    /// <summary>The JWT that opened it; null where a user signed in.</summary>
    public JwtGrant? Jwt { get; init; }

    public ConnectionKind Kind => Jwt is null ? ConnectionKind.AuthorizationCode : ConnectionKind.Jwt;
}

/// <summary>The JWT behind a session.</summary>
/// <param name="Assertion">The JWT.</param>
/// <param name="AskId">The ask that brought the session; it is settled with what becomes of that.</param>
internal sealed record JwtGrant(JwtAssertion Assertion, Guid AskId);

/// <summary>The connection that a session is meant for.</summary>
/// <param name="ConnectionId">An existing connection that is being reconnected, if that is known.</param>
/// <param name="ExternalId">Else the app's identifier of its user; a known one makes it a reconnect.</param>
internal sealed record ConnectTarget(Guid? ConnectionId, string? ExternalId)
{
    /// <summary>Who connects, for the history.</summary>
    public string Actor { get; init; } = Actors.User;

    /// <summary>The app's own JSON object; null leaves what is there.</summary>
    public string? Metadata { get; init; }

    /// <summary>
    /// What else belongs into the transaction that keeps the session, such as using up an invitation. Where it answers false, the session is not kept, and is revoked
    /// unless <see cref="IsKeptElsewhere"/>.
    /// </summary>
    public Func<ConnectDbContext, ConnectOutcome, CancellationToken, Task<bool>>? Also { get; init; }

    /// <summary>The session was put away before: whoever came first may have kept it, so that it must not be revoked for coming second.</summary>
    public bool IsKeptElsewhere { get; init; }

    /// <summary>
    /// The app must first confirm who finished the flow (<c>require_completion</c>): an existing connection is not touched, a new one is pending, and
    /// <see cref="Also"/> has put the session away.
    /// </summary>
    public bool AwaitsCompletion { get; init; }

    /// <summary>The external id of a user who connects without an app having asked for it.</summary>
    public static string SelfServiceExternalId(string ownerId) => $"ringcentral:{ownerId}";
}

/// <summary>What a connect is about to end in.</summary>
/// <param name="ConnectionId">The connection, which may not have a row yet.</param>
/// <param name="Authorized">The session and its user.</param>
internal sealed record ConnectOutcome(Guid ConnectionId, AuthorizedSession Authorized);

/// <summary>How storing an authorized session ended.</summary>
internal abstract record StoreResult
{
    private StoreResult()
    {
    }

    /// <summary>The session is kept.</summary>
    /// <param name="ConnectionId">The connection's id.</param>
    /// <param name="IsNew">False for a reconnect.</param>
    public sealed record Stored(Guid ConnectionId, bool IsNew) : StoreResult;

    /// <summary>The session has been put away until the app confirms.</summary>
    public sealed record AwaitsCompletion(Guid ConnectionId) : StoreResult;

    /// <summary>The invitation was used up by another attempt. The session that came is queued for revocation.</summary>
    public sealed record InvitationSpent : StoreResult;

    /// <summary>The connection belongs to another RingCentral user. The session that came is queued for revocation.</summary>
    /// <param name="Expected">Whom the connection belongs to.</param>
    /// <param name="Actual">Who signed in.</param>
    public sealed record OtherUser(SessionOwner Expected, SessionOwner Actual) : StoreResult;

    /// <summary>
    /// RingCentral keeps five sessions of a user and an app, and silently ends an older one for a sixth (RINGCENTRAL 4, row 11). The session that
    /// came is queued for revocation.
    /// </summary>
    public sealed record SessionLimit : StoreResult;

    /// <summary>
    /// A user's sign-in for a connection that a JWT opened, or the other way round: neither takes the other's place. The session that came is queued
    /// for revocation.
    /// </summary>
    public sealed record OtherKind(ConnectionKind Expected) : StoreResult;

    /// <summary>RingCentral issued no refresh token, and there is no JWT: the app is not set up to.</summary>
    public sealed record NoRefreshToken : StoreResult;

    /// <summary>The connection to be reconnected was deleted meanwhile. The session that came is queued for revocation.</summary>
    public sealed record ConnectionGone : StoreResult;
}
