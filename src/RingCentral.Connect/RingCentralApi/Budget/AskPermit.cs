namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>
/// The right to send one request to the Auth group. The clients take one with every such request, so that none is sent past the budget.
/// </summary>
internal sealed class AskPermit
{
    private readonly AuthBudgetStore? _store;
    private readonly int _slot;

    private AskPermit(AuthBudgetStore? store, int slot) => (_store, _slot) = (store, slot);

    /// <summary>The permit of an unlimited budget.</summary>
    public static AskPermit Unlimited { get; } = new(null, 0);

    /// <summary>The permit of one slot.</summary>
    public static AskPermit Of(AuthBudgetStore store, int slot) => new(store, slot);

    /// <summary>Whom the request is for, where the limit may count for each user; null where that is not known.</summary>
    public string? User { get; private init; }

    /// <summary>The same right, for a user.</summary>
    public AskPermit For(string user) => new(_store, _slot) { User = user };

    /// <summary>The request was answered, or given up: the slot is free again one window from now.</summary>
    public Task RepliedAsync(TimeSpan window, CancellationToken cancellationToken) =>
        _store is null ? Task.CompletedTask : _store.FreeAsync([_slot], window, cancellationToken);

    /// <summary>No request was sent: the slot is free at once.</summary>
    public Task ReturnAsync(CancellationToken cancellationToken) =>
        _store is null ? Task.CompletedTask : _store.FreeAsync([_slot], TimeSpan.Zero, cancellationToken);
}
