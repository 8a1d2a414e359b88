using RingCentral.Connect.RingCentralApi;
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

/// <summary>A session that a user has just authorized.</summary>
/// <param name="Server">The server that opened it.</param>
/// <param name="Reply">Its first pair.</param>
/// <param name="Owner">Its user.</param>
internal sealed record AuthorizedSession(ServerOrigin Server, TokenReply Reply, SessionOwner Owner);

/// <summary>The connection that a session is meant for.</summary>
/// <param name="ConnectionId">An existing connection that is being reconnected, if that is known.</param>
/// <param name="ExternalId">Else the app's identifier of its user; a known one makes it a reconnect.</param>
internal sealed record ConnectTarget(Guid? ConnectionId, string? ExternalId)
{
    /// <summary>The external id of a user who connects without an app having asked for it.</summary>
    public static string SelfServiceExternalId(string ownerId) => $"ringcentral:{ownerId}";
}

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

    /// <summary>The connection belongs to another RingCentral user. The session that came is queued for revocation.</summary>
    /// <param name="ExpectedName">Whom the connection belongs to.</param>
    /// <param name="ActualName">Who signed in.</param>
    public sealed record OtherUser(string? ExpectedName, string? ActualName) : StoreResult;

    /// <summary>
    /// RingCentral keeps five sessions of a user and an app, and silently ends an older one for a sixth (RINGCENTRAL 4, row 11). The session that
    /// came is queued for revocation.
    /// </summary>
    public sealed record SessionLimit : StoreResult;

    /// <summary>RingCentral issued no refresh token: the app is not set up to.</summary>
    public sealed record NoRefreshToken : StoreResult;

    /// <summary>The connection to be reconnected was deleted meanwhile. The session that came is queued for revocation.</summary>
    public sealed record ConnectionGone : StoreResult;
}
