using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Reading.Demands;

/// <summary>
/// An app says that RingCentral refused the token that it was given. It is not simply believed: an API that lacks a permission refuses good tokens, too, and each rotation
/// costs auth budget. RingCentral is asked; only what it refuses loses its hold, and the rotation that follows mends the session or flags it.
/// </summary>
internal sealed class TokenRejection(
    ConnectionReader connections, AccessTokenProbe probe, Holds holds, TokenReader tokens, DemandLimit limit, TimeProvider time)
{
    /// <summary>When to ask again after RingCentral has not answered.</summary>
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(5);

    /// <summary>Probes under way: a hundred workers who meet the same refusal ask once.</summary>
    private readonly Dictionary<(Guid Key, long Generation), Task<TokenVerdict>> _underWay = [];
    private readonly Lock _guard = new();

    /// <summary>The token to go on with.</summary>
    /// <param name="id">The connection.</param>
    /// <param name="generation">Of the token that was refused.</param>
    /// <param name="request">How long the caller may wait, for the probe and for a rotation.</param>
    /// <param name="cancellationToken">The caller left.</param>
    public async Task<TokenReading> ReportAsync(Guid id, long generation, TokenRequest request, CancellationToken cancellationToken)
    {
        var snapshot = await connections.FindAsync(id, cancellationToken);
        if (snapshot is not null && !request.Sees(snapshot.Connection.ExternalId))
        {
            return new TokenReading.NotFound();
        }

        if (snapshot?.Session is { } stored && generation > stored.Generation)
        {
            return new TokenReading.UnknownGeneration();
        }

        // Everything else than the present token, promised and not in doubt, is settled by reading: it answers what is newer, waits for what is due, or says why not.
        if (snapshot is { Connection: { State: ConnectionState.Active, Paused: false }, Session: { Ciphertext: not null } session }
            && session.Generation == generation && IsPromised(session, snapshot.ReadAt))
        {
            switch (await JudgeAsync(snapshot.Connection, session, request.MaxWait, cancellationToken))
            {
                case (_, { } tooSoon):
                    return new TokenReading.Limited(tooSoon);
                case (TokenVerdict.VaultUnavailable, _):
                    return new TokenReading.VaultUnavailable();
                case (TokenVerdict.Unknown, _):
                    return new TokenReading.Unavailable(AfterSilence);
                case (TokenVerdict.Refused, _):
                    await holds.BreakAsync(HeldSession.Of(snapshot.Connection, session), cancellationToken);
                    break;
                default:
                    break;
            }
        }

        return await tokens.ReadAsync(ConnectionKey.Of(id), request, cancellationToken);
    }

    private static bool IsPromised(Session session, DateTimeOffset now) =>
        session is { FirstAskedAt: null, RotationId: null } && session.HoldUntil > now;

    private async Task<(TokenVerdict Verdict, TimeSpan? TooSoon)> JudgeAsync(
        Connection connection, Session session, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var (asking, tooSoon) = Join(connection, session);
        if (asking is null)
        {
            return (TokenVerdict.Unknown, tooSoon);
        }

        try
        {
            return (await asking.WaitAsync(maxWait, time, cancellationToken), null);
        }
        catch (TimeoutException)
        {
            return (TokenVerdict.Unknown, null);
        }
    }

    /// <summary>The probe under way, or a new one: only that counts against the limit, and of callers who come at the same moment only one begins it.</summary>
    private (Task<TokenVerdict>? Asking, TimeSpan? TooSoon) Join(Connection connection, Session session)
    {
        var key = (session.Key, session.Generation);
        lock (_guard)
        {
            if (_underWay.TryGetValue(key, out var asking))
            {
                return (asking, null);
            }

            if (limit.Take(connection.Id) is { } tooSoon)
            {
                return (null, tooSoon);
            }

            return (_underWay[key] = AskAsync(key, connection, session), null);
        }
    }

    /// <summary>Goes on when the caller leaves: others may have joined.</summary>
    private async Task<TokenVerdict> AskAsync((Guid Key, long Generation) key, Connection connection, Session session)
    {
        await Task.Yield();
        try
        {
            return await probe.AskAsync(connection, session, CancellationToken.None);
        }
        finally
        {
            lock (_guard)
            {
                _underWay.Remove(key);
            }
        }
    }
}
