namespace RingCentral.Connect.Data.BulkWorks;

/// <summary>Something that an administrator wants done to many connections; done in the background, item by item.</summary>
public sealed class BulkWork
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What is done, in snake case.</summary>
    public required string Deed { get; init; }

    /// <summary>The session of the administrator who wants it.</summary>
    public Guid? ActorId { get; init; }

    public string? ActorName { get; init; }

    /// <summary>Who the administrator is at the provider.</summary>
    public string? ActorSubject { get; init; }

    public string? Address { get; init; }

    /// <summary>The reference of the request that began it.</summary>
    public string? Reference { get; init; }

    /// <summary>How many items there are.</summary>
    public required int Total { get; init; }

    /// <summary>How many of them have a result.</summary>
    public int Done { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When somebody stopped it: what has not begun is not done any more.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When every item had its result.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
}

/// <summary>One connection of a work.</summary>
public sealed class BulkItem
{
    public required Guid WorkId { get; init; }

    /// <summary>Counts the items of a work, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>No foreign key: the result outlives the connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>Until when a node is at it; one that died gives it back so.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>How it went, in snake case; null until then.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? DoneAt { get; set; }
}
