using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Vault.Reading;

/// <summary>
/// Hands out access tokens. A token leaves only from a committed row, only while its hold lasts, and never while a refresh of its session
/// is without an answer; a caller who comes in between waits for the rotation.
/// </summary>
internal sealed class TokenReader(
    SessionCache cache, HeldSessions sessions, ConnectionReader connections, TokenHandOut handOut, RotationWait wait, Holds holds)
{
    /// <summary>A token of a connection: without the database where that is possible.</summary>
    /// <param name="key">The connection.</param>
    /// <param name="request">What is asked of the token.</param>
    /// <param name="cancellationToken">The caller left. A rotation under way goes on.</param>
    public ValueTask<TokenReading> ReadAsync(ConnectionKey key, TokenRequest request, CancellationToken cancellationToken)
    {
        var now = holds.Now;
        return !request.Force && cache.Find(key, now) is { } kept && request.Sees(kept.Session.ExternalId) && Lasts(kept.Session, request, now)
            ? ValueTask.FromResult<TokenReading>(new TokenReading.HandedOut(handOut.Open(kept, now)))
            : new ValueTask<TokenReading>(ReadStoredAsync(key, request, cancellationToken));
    }

    /// <summary>The session of a connection whose token is at hand for certain; null where it takes a look into the database, or more.</summary>
    public KeptSession? FindAtHand(Guid connectionId, DateTimeOffset now) => cache.Find(ConnectionKey.Of(connectionId), now);

    /// <summary>The token of a session at hand, for a caller who may see it.</summary>
    public HandedOutToken HandOut(KeptSession kept, DateTimeOffset now) => handOut.Open(kept, now);

    private async Task<TokenReading> ReadStoredAsync(ConnectionKey key, TokenRequest request, CancellationToken cancellationToken)
    {
        var waiting = wait.Begin(request.MaxWait);
        while (true)
        {
            var mark = cache.Mark;
            var found = await sessions.FindAsync(key, cancellationToken);
            if (found is null || !request.Sees(found.ExternalId))
            {
                return new TokenReading.NotFound();
            }

            if (found.Session is not { } session)
            {
                if (await WhyNotAsync(found.ConnectionId, cancellationToken) is { } refusal)
                {
                    return refusal;
                }

                continue;
            }

            if (request.Force && waiting.ForcedFrom is null)
            {
                waiting.ForcedFrom = session.Generation;
                await holds.BreakAsync(session, cancellationToken);
            }
            else if (waiting.ForcedFrom != session.Generation && await TryHandOutAsync(session, request, mark, cancellationToken) is { } reading)
            {
                return reading;
            }

            if (await WaitAsync(session, waiting, cancellationToken) is { } unavailable)
            {
                return unavailable;
            }
        }
    }

    /// <summary>Why a connection that exists gives no token; null where that has passed while it was looked at.</summary>
    private async Task<TokenReading?> WhyNotAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, cancellationToken) is not { } snapshot)
        {
            return new TokenReading.NotFound();
        }

        return snapshot is { Connection: { State: ConnectionState.Active, Paused: false }, Session.Ciphertext: not null }
            ? null
            : new TokenReading.Refused(snapshot.Connection);
    }

    /// <summary>The token or a refusal; null where a rotation is what it takes.</summary>
    private async Task<TokenReading?> TryHandOutAsync(HeldSession session, TokenRequest request, long mark, CancellationToken cancellationToken)
    {
        var now = holds.Now;
        if (!session.CanBeHandedOut(now))
        {
            return null;
        }

        if (!Lasts(session, request, now))
        {
            if (session.LatestHold - now < request.MinTtl)
            {
                return new TokenReading.HoldInForce(holds.FreeAt(session));
            }

            // A second more than was asked for: the answer says whole seconds, rounded down.
            var until = Earlier(now + request.MinTtl!.Value + HeldSession.ShortestHold, session.LatestHold);
            if (await holds.ExtendAsync(session, until, cancellationToken) is not { } extended)
            {
                return null;
            }

            session = session with { HoldUntil = extended };
        }

        return handOut.Open(session, now, mark);
    }

    /// <summary>Waits a step, or finds that the caller has waited long enough. Then the old token serves once more, if it can.</summary>
    private async Task<TokenReading?> WaitAsync(HeldSession session, CallerWait waiting, CancellationToken cancellationToken)
    {
        if (waiting.Left > TimeSpan.Zero)
        {
            await wait.WaitAsync(session, waiting, cancellationToken);
            return null;
        }

        if (!waiting.WasDenied || waiting.ForcedFrom is not null)
        {
            return new TokenReading.Unavailable(RetryAfter(session, holds.Now));
        }

        waiting.WasDenied = false;
        await holds.RenewAsync(session, cancellationToken);
        return null;
    }

    private static bool Lasts(HeldSession session, TokenRequest request, DateTimeOffset now) =>
        request.MinTtl is not { } wanted || session.HoldUntil - now >= wanted;

    private static TimeSpan RetryAfter(HeldSession session, DateTimeOffset now)
    {
        var untilNextAttempt = session.DueAt - now ?? TimeSpan.Zero;
        return untilNextAttempt > HeldSession.ShortestHold ? untilNextAttempt : HeldSession.ShortestHold;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
