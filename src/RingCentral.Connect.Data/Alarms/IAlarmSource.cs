namespace RingCentral.Connect.Data.Alarms;

/// <summary>Looks whether something is the matter, every few seconds, on every node with background work. It stands here so that every room may have some.</summary>
public interface IAlarmSource
{
    /// <summary>What it looks after; no other source has them.</summary>
    IReadOnlyList<AlarmKind> Kinds { get; }

    /// <summary>Looks once.</summary>
    /// <param name="open">Its alarms that are on.</param>
    /// <param name="cancellationToken">The node stops.</param>
    /// <returns>All that is the matter now: what is not named is over.</returns>
    Task<IReadOnlyList<Trouble>> LookAsync(IReadOnlyList<Alarm> open, CancellationToken cancellationToken);
}

/// <summary>Something that is the matter.</summary>
/// <param name="Kind">What.</param>
/// <param name="Subject">With what, where there can be several of a kind; else empty.</param>
/// <param name="Detail">In a sentence; null leaves an alarm that is on as it is.</param>
public sealed record Trouble(AlarmKind Kind, string Subject, string? Detail);
