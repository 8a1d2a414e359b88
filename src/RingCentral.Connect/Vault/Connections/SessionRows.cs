using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Connections;

/// <summary>Writes a new session into a row, and takes one out.</summary>
internal static class SessionRows
{
    /// <summary>Puts a session's first pair into the row, under a new key and the next generation.</summary>
    public static void Open(this Session session, TokenReply reply, SealedPair pair, SessionSchedule schedule, DateTimeOffset now)
    {
        var clocks = SessionClocks.Of(reply);
        session.Abandon(now);
        session.Generation++;
        session.Ciphertext = pair.Ciphertext;
        session.KeyId = pair.KeyId;
        session.RingCentralSessionId = reply.SessionId;
        session.EndpointId = reply.EndpointId;
        session.IssuedAt = clocks.IssuedAt;
        session.AccessExpiresAt = clocks.AccessExpiresAt;
        session.RefreshExpiresAt = clocks.RefreshExpiresAt;
        session.SessionExpiresAt = clocks.SessionExpiresAt;
        session.IdleTimeoutSeconds = (int?)clocks.IdleTimeout?.TotalSeconds;
        session.HoldUntil = schedule.HoldUntil(clocks);
        session.LastProvenAliveAt = clocks.IssuedAt;
    }

    /// <summary>Puts the session's next rotation into its queue.</summary>
    public static void Plan(this Session session, Due due) => (session.DueClass, session.DueAt) = (due.Class, due.At);

    /// <summary>Takes the session out: whatever a rotation under way brings for it finds another key and is not kept.</summary>
    public static void Abandon(this Session session, DateTimeOffset now)
    {
        session.Key = Guid.CreateVersion7(now);
        session.Ciphertext = null;
        session.KeyId = null;
        session.RotationId = null;
        session.ClaimDeadline = null;
        session.FirstAskedAt = null;
        session.DueAt = null;
        session.Failures = 0;
        session.LastFailure = null;
    }

    /// <summary>An empty row for a connection that gets its first session.</summary>
    public static Session Empty(Guid connectionId, DateTimeOffset now) => new()
    {
        ConnectionId = connectionId,
        Key = Guid.CreateVersion7(now),
        Generation = 0,
        IssuedAt = now,
        AccessExpiresAt = now,
        HoldUntil = now,
        LastProvenAliveAt = now,
    };

    /// <summary>The row's clocks.</summary>
    public static SessionClocks Clocks(this Session session, ConnectionKind kind = ConnectionKind.AuthorizationCode) => new()
    {
        HasCredential = kind == ConnectionKind.Jwt,
        IssuedAt = session.IssuedAt,
        AccessExpiresAt = session.AccessExpiresAt,
        RefreshExpiresAt = session.RefreshExpiresAt,
        SessionExpiresAt = session.SessionExpiresAt,
        IdleTimeout = session.IdleTimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
