using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.Vault.Importing;

/// <summary>What to do about a line whose external id is taken.</summary>
internal enum ImportConflict
{
    /// <summary>What is there stays as it is.</summary>
    Skip,

    /// <summary>The line takes its place, where that loses nothing.</summary>
    Replace,
}

/// <summary>
/// What becomes of a line whose external id is taken, where it may replace what is there. A file that is sent again holds refresh tokens which were spent
/// meanwhile: putting one of them in the place of a live pair would lose the session, so a line must prove that it is newer, or another session's.
/// </summary>
internal abstract record ImportVerdict
{
    private ImportVerdict()
    {
    }

    /// <summary>What is there is the same session, or a newer one: it stays.</summary>
    public sealed record Keep : ImportVerdict;

    /// <summary>The line takes its place.</summary>
    /// <param name="EndsOld">The session that is there is surely another one, and is revoked: revoking the same one would end what was just imported (RINGCENTRAL 7).</param>
    public sealed record Replace(bool EndsOld) : ImportVerdict;

    /// <summary>It may not.</summary>
    public sealed record Reject(ImportRejection Rejection) : ImportVerdict;

    /// <summary>Decides.</summary>
    /// <param name="connection">The connection that is there.</param>
    /// <param name="session">Its session.</param>
    /// <param name="stored">The pair of that; null where there is none, or it does not open.</param>
    /// <param name="line">The line.</param>
    public static ImportVerdict Of(Connection connection, Session? session, TokenPair? stored, ImportLine line)
    {
        if (connection.Kind != ConnectionKind.AuthorizationCode)
        {
            return Refuse("connection_kind_mismatch", "The external id belongs to a connection by a JWT, which no import replaces.", line);
        }

        if (!IsSameUser(connection, line))
        {
            return Refuse("owner_mismatch", "The external id belongs to another RingCentral user.", line);
        }

        if (stored is not null && (stored.AccessToken.Equals(line.Pair.AccessToken) || stored.RefreshToken?.Equals(line.Pair.RefreshToken) == true))
        {
            return new Keep();
        }

        return connection.State switch
        {
            ConnectionState.NeedsReauthorization => IsSameSession(session, line) == true && IsOlder(session, line) ? new Keep() : new Replace(IsSameSession(session, line) == false),
            ConnectionState.Disconnected => IsSameSession(session, line) == true || IsOlder(session, line) ? new Keep() : new Replace(EndsOld: false),
            _ => OfLive(session, line),
        };
    }

    private static ImportVerdict OfLive(Session? session, ImportLine line) => IsSameSession(session, line) switch
    {
        true => new Keep(),
        _ when IsOlder(session, line) => new Keep(),
        false => new Replace(EndsOld: true),
        null when line.IsIssueKnown && session?.FirstAskedAt is null => new Replace(EndsOld: false),
        null => Refuse("session_unclear", "The connection works, and the line does not tell by session_id or issued_at that it is newer.", line),
    };

    /// <summary>Null where that cannot be told: older replies of RingCentral have no <c>session_id</c>.</summary>
    private static bool? IsSameSession(Session? session, ImportLine line) =>
        session?.RingCentralSessionId is { } there && line.Reply.SessionId is { } here ? there == here : null;

    /// <summary>Whether the line says itself that its pair came before the stored one.</summary>
    private static bool IsOlder(Session? session, ImportLine line) => line.IsIssueKnown && session is not null && line.Reply.AskedAt <= session.IssuedAt;

    private static bool IsSameUser(Connection connection, ImportLine line) =>
        connection.ServerUrl == line.Server.Value
        && connection.OwnerId == line.OwnerId
        && (connection.AccountId is null || line.AccountId is null || connection.AccountId == line.AccountId);

    private static Reject Refuse(string code, string detail, ImportLine line) => new(new ImportRejection(code, detail) { ExternalId = line.ExternalId });
}
