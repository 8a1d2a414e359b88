using RingCentral.Connect.RingCentralApi.Budget;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>A claim with the right to ask for it.</summary>
internal sealed record PermittedClaim(RotationClaim Claim, AskPermit Permit);

/// <summary>Budget, then claim (DESIGN 5, point 1): never more is claimed than can be asked at once.</summary>
internal sealed class BudgetedClaims(RotationClaims claims, RotationQueue queue, AuthBudget budget, TimeProvider time)
{
    private long _lookedAtTicks;

    /// <summary>When this node last looked for what is due; null where it has not.</summary>
    public DateTimeOffset? LookedAt => Interlocked.Read(ref _lookedAtTicks) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether requests are counted at all.</summary>
    public bool IsLimited => budget.Size is not null;

    /// <inheritdoc cref="RotationQueue.NextDueAsync"/>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) => queue.NextDueAsync(cancellationToken);

    /// <summary>Claims what is due, most urgent first.</summary>
    /// <param name="places">How many can be worked on at once, at least 1.</param>
    /// <param name="cancellationToken">Gives up before anything is claimed.</param>
    public async Task<IReadOnlyList<PermittedClaim>> ClaimDueAsync(int places, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _lookedAtTicks, time.GetUtcNow().UtcTicks);
        var permits = await TakePermitsAsync(places, cancellationToken);
        if (permits.Count == 0)
        {
            return [];
        }

        IReadOnlyList<RotationClaim> claimed = [];
        try
        {
            claimed = await claims.ClaimDueAsync(permits.Count, cancellationToken);
        }
        finally
        {
            foreach (var unused in permits.Skip(claimed.Count))
            {
                await unused.ReturnAsync(CancellationToken.None);
            }
        }

        return [.. claimed.Zip(permits, (claim, permit) => new PermittedClaim(claim, permit))];
    }

    /// <summary>Claims one session for a caller who waits; null when that may not be now.</summary>
    public async Task<PermittedClaim?> ClaimOneAsync(Guid connectionId, long generation, CancellationToken cancellationToken)
    {
        if (await budget.TakeAsync(AskPurpose.Caller, 1, await queue.DemandAsync(cancellationToken), cancellationToken) is not [var permit])
        {
            await queue.WantAsync(connectionId, generation, cancellationToken);
            return null;
        }

        if (await claims.ClaimOneAsync(connectionId, generation, CancellationToken.None) is { } claim)
        {
            return new PermittedClaim(claim, permit);
        }

        await permit.ReturnAsync(CancellationToken.None);
        return null;
    }

    /// <summary>Each kind of work takes what it may, the most urgent first; which session a permit goes to is decided by the claim.</summary>
    private async Task<List<AskPermit>> TakePermitsAsync(int places, CancellationToken cancellationToken)
    {
        var permits = new List<AskPermit>();
        if (!IsLimited)
        {
            permits.AddRange(await budget.TakeAsync(AskPurpose.KeepAlive, places, AskDemand.None, cancellationToken));
            return permits;
        }

        var demand = await queue.DemandAsync(cancellationToken);
        foreach (var (purpose, waiting) in new[]
        {
            (AskPurpose.Urgent, demand.Urgent), (AskPurpose.Caller, demand.Callers), (AskPurpose.KeepAlive, demand.Others),
        })
        {
            var wanted = Math.Min(waiting, places - permits.Count);
            if (wanted > 0)
            {
                permits.AddRange(await budget.TakeAsync(purpose, wanted, demand, cancellationToken));
            }
        }

        return permits;
    }
}
