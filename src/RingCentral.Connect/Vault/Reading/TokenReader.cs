using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>
/// Hands out access tokens. A token leaves only from a committed row, only while its hold lasts, and never while a refresh of its session
/// is without an answer; a caller who comes in between waits for the rotation.
/// </summary>
internal sealed class TokenReader(
    ConnectionReader connections, TokenHandOut handOut, RotationWait wait, Holds holds, SessionSchedule schedule, TimeProvider time)
{
    /// <summary>A token is handed out only if at least this is left of its hold: what is rounded down to nothing serves nobody.</summary>
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(1);

    /// <summary>A token of the connection that <paramref name="find"/> finds.</summary>
    /// <param name="find">Reads the connection anew.</param>
    /// <param name="request">What is asked of the token.</param>
    /// <param name="cancellationToken">The caller left; a rotation under way goes on.</param>
    public async Task<TokenReading> ReadAsync(
        Func<ConnectionReader, CancellationToken, Task<ConnectionSnapshot?>> find, TokenRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        long? forcedFrom = null;
        while (true)
        {
            var snapshot = await find(connections, cancellationToken);
            if (snapshot is null)
            {
                return new TokenReading.NotFound();
            }

            if (snapshot.Connection is not { State: ConnectionState.Active, Paused: false } || snapshot.Session is not { Ciphertext: not null } session)
            {
                return new TokenReading.Refused(snapshot.Connection);
            }

            if (request.Force && forcedFrom is null)
            {
                forcedFrom = session.Generation;
                await holds.BreakAsync(session, cancellationToken);
            }
            else if (forcedFrom != session.Generation && await TryHandOutAsync(snapshot, session, request.MinTtl, cancellationToken) is { } reading)
            {
                return reading;
            }

            var left = request.MaxWait - time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return new TokenReading.Unavailable(RetryAfter(session, snapshot.ReadAt));
            }

            await wait.WaitAsync(session, left, forcedFrom == session.Generation, cancellationToken);
        }
    }

    /// <summary>The token or a refusal; null where a rotation is what it takes.</summary>
    private async Task<TokenReading?> TryHandOutAsync(ConnectionSnapshot snapshot, Session session, TimeSpan? minTtl, CancellationToken cancellationToken)
    {
        var now = snapshot.ReadAt;
        if (!CanHandOut(session, now))
        {
            return null;
        }

        if (minTtl is not { } wanted || session.HoldUntil - now >= wanted)
        {
            return handOut.Open(snapshot.Connection, session, session.HoldUntil, now);
        }

        if (Holds.LatestEnd(session) - now < wanted)
        {
            return new TokenReading.HoldInForce(session.HoldUntil + schedule.Grace);
        }

        // A second more than was asked for: the answer says whole seconds, rounded down.
        return await holds.ExtendAsync(session, Earlier(now + wanted + ShortestHold, Holds.LatestEnd(session)), cancellationToken) is { } extended
            ? handOut.Open(snapshot.Connection, session, extended, now)
            : null;
    }

    private static bool CanHandOut(Session session, DateTimeOffset now) =>
        session.FirstAskedAt is null && session.HoldUntil - now >= ShortestHold;

    private static TimeSpan RetryAfter(Session session, DateTimeOffset now)
    {
        var untilNextAttempt = session.DueAt - now ?? TimeSpan.Zero;
        return untilNextAttempt > ShortestHold ? untilNextAttempt : ShortestHold;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
