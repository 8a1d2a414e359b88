using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>
/// The auth budget (DESIGN 6): how many requests to RingCentral's Auth group all nodes together allow themselves. Who needs it more goes first;
/// during a penalty nothing is sent; while RingCentral refuses us as a client, one probe at a time is.
/// </summary>
internal sealed class AuthBudget(AuthBudgetStore store, IOptions<AuthBudgetOptions> options, BudgetWaits waits, ScopeEvidence evidence, TimeProvider time)
{
    /// <summary>One slot in five is kept for people who are signing in.</summary>
    private const int PeopleShare = 5;

    private static readonly TimeSpan StandingFor = TimeSpan.FromSeconds(1);

    private ClientStanding _standing = new();
    private long _standingReadAt;
    private int _slotsMade;

    /// <summary>The window of the budget.</summary>
    public TimeSpan Window => options.Value.RequestsPerMinute is null && _standing.ObservedWindow is { } observed ? observed : options.Value.Window;

    /// <summary>Whom the limit counts for.</summary>
    public AuthBudgetScope Scope => options.Value.Scope ?? _standing.ObservedScope ?? AuthBudgetScope.Application;

    /// <summary>Where the number of <see cref="Limit"/> comes from.</summary>
    public AuthBudgetSource Source => (options.Value.RequestsPerMinute, _standing.ObservedLimit) switch
    {
        ({ }, _) => AuthBudgetSource.Configured,
        (_, { }) => AuthBudgetSource.Observed,
        _ => AuthBudgetSource.Assumed,
    };

    /// <summary>RingCentral's limit in one window, for the application or for each user; null for none.</summary>
    public int? Limit => (options.Value.RequestsPerMinute ?? _standing.ObservedLimit ?? AuthBudgetOptions.Default) is > 0 and var limit ? limit : null;

    /// <summary>Requests per window that all nodes share; null for no limit of that kind.</summary>
    public int? Size => Scope == AuthBudgetScope.Application ? Limit : null;

    /// <summary>The shortest time between two asks of one connection, where each user has a limit of their own.</summary>
    public TimeSpan Pace => Scope == AuthBudgetScope.User && Limit is { } limit ? Window / limit : TimeSpan.Zero;

    /// <summary>How we stand with RingCentral, at most a second old.</summary>
    public async Task<ClientStanding> StandingAsync(CancellationToken cancellationToken)
    {
        if (_standingReadAt == 0 || time.GetElapsedTime(_standingReadAt) > StandingFor)
        {
            _standing = await store.ReadAsync(cancellationToken);
            _standingReadAt = time.GetTimestamp();
        }

        return _standing;
    }

    /// <summary>Takes permits.</summary>
    /// <param name="purpose">What for.</param>
    /// <param name="wanted">How many, at least 1.</param>
    /// <param name="demand">What else waits.</param>
    /// <param name="cancellationToken">Gives up before any is taken.</param>
    /// <returns>At most as many as wanted; none where the budget is spent, or nothing may be sent now.</returns>
    public async Task<IReadOnlyList<AskPermit>> TakeAsync(AskPurpose purpose, int wanted, AskDemand demand, CancellationToken cancellationToken)
    {
        var permits = await TakeFreeAsync(purpose, wanted, demand, cancellationToken);
        waits.Note(purpose, permits.Count);
        return permits;
    }

    private async Task<IReadOnlyList<AskPermit>> TakeFreeAsync(AskPurpose purpose, int wanted, AskDemand demand, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(cancellationToken);
        if (standing.PenaltyUntil > time.GetUtcNow())
        {
            return [];
        }

        if (standing.PausedSince is not null && purpose != AskPurpose.SignIn)
        {
            if (purpose == AskPurpose.Revocation || !await store.TakeProbeAsync(cancellationToken))
            {
                return [];
            }

            wanted = 1;
        }

        if (Size is not { } size)
        {
            return [.. Enumerable.Repeat(AskPermit.Unlimited, wanted)];
        }

        if (_slotsMade < size)
        {
            await store.EnsureSlotsAsync(size, cancellationToken);
            _slotsMade = size;
        }

        var slots = await store.TakeAsync(size, wanted, Keep(purpose, demand, size), Window, cancellationToken);
        return [.. slots.Select(slot => AskPermit.Of(store, slot))];
    }

    /// <summary>Takes one permit for a person who is signing in, waiting for it as long as the code that they bring lives.</summary>
    /// <returns>Null where none came free in time.</returns>
    public Task<AskPermit?> WaitForSignInAsync(TimeSpan atMost, CancellationToken cancellationToken) => WaitAsync(AskPurpose.SignIn, atMost, cancellationToken);

    /// <summary>Takes one permit for app code that waits.</summary>
    /// <returns>Null where none came free in time.</returns>
    public Task<AskPermit?> WaitForCallerAsync(TimeSpan atMost, CancellationToken cancellationToken) => WaitAsync(AskPurpose.Caller, atMost, cancellationToken);

    private async Task<AskPermit?> WaitAsync(AskPurpose purpose, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (await TakeAsync(purpose, 1, AskDemand.None, cancellationToken) is [var permit])
            {
                return permit;
            }

            if (time.GetElapsedTime(started) >= atMost)
            {
                return null;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }

    /// <summary>Learns from a reply.</summary>
    /// <param name="limit">Its rate-limit headers.</param>
    /// <param name="error">Its error, if it was one.</param>
    /// <param name="user">Whom the request was for, where known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LearnAsync(RateLimit? limit, RingCentralError? error, string? user, CancellationToken cancellationToken)
    {
        await LearnScopeAsync(limit, error, user, cancellationToken);
        if (limit is not null && (limit.Limit != _standing.ObservedLimit || limit.Window != _standing.ObservedWindow))
        {
            await store.ObserveAsync(limit, cancellationToken);
            _standingReadAt = 0;
        }

        // Where each user has a limit of their own, one user's penalty silences nobody else.
        if (error is { Status: 429 } && Scope == AuthBudgetScope.Application)
        {
            await store.PenaliseAsync(error.RetryAfter ?? Window, cancellationToken);
            _standingReadAt = 0;
        }
    }

    private async Task LearnScopeAsync(RateLimit? limit, RingCentralError? error, string? user, CancellationToken cancellationToken)
    {
        // A refusal speaks against everything that we concluded: what is asked of all of us together is the safe reading.
        var concluded = error is { Status: 429 } ? AuthBudgetScope.Application
            : limit is not null && user is not null ? evidence.Weigh(user, limit)
            : null;
        if (options.Value.Scope is null && concluded is { } scope && scope != (_standing.ObservedScope ?? AuthBudgetScope.Application))
        {
            await store.ObserveAsync(scope, cancellationToken);
            _standing = _standing with { ObservedScope = scope };
            _standingReadAt = 0;
        }
    }

    /// <summary>RingCentral refused us as a client on a connection of this account; three in a row on two accounts pause asking.</summary>
    public async Task RefusedAsync(RingCentralError error, string account, CancellationToken cancellationToken)
    {
        await store.RefuseAsync(error, account, cancellationToken);
        _standingReadAt = 0;
    }

    /// <summary>RingCentral accepted us as a client: one success lifts the pause.</summary>
    public async Task AcceptedAsync(CancellationToken cancellationToken)
    {
        if (_standing.Refusals > 0)
        {
            await store.AcceptAsync(cancellationToken);
            _standingReadAt = 0;
        }
    }

    /// <summary>How many free slots a purpose leaves to those before it.</summary>
    private static int Keep(AskPurpose purpose, AskDemand demand, int size)
    {
        var people = size / PeopleShare;
        var urgent = Math.Min(size / 2, demand.Urgent);
        return purpose switch
        {
            AskPurpose.SignIn => 0,
            AskPurpose.Urgent => people,
            AskPurpose.Caller => people + urgent,
            AskPurpose.KeepAlive => people + urgent + demand.Callers,
            _ => people + urgent + demand.Callers + demand.Others,
        };
    }
}
