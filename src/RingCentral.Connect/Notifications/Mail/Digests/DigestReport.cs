using RingCentral.Connect.Data.Alarms;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Notifications.Mail.Digests;

/// <summary>What administrators are told of a day.</summary>
/// <param name="Since">When the last digest was, at most a week ago.</param>
/// <param name="Counts">Connections by state, as they are now.</param>
internal sealed record DigestReport(DateTimeOffset Since, IReadOnlyDictionary<ConnectionState, int> Counts)
{
    /// <summary>How many connections came to need their user, by reason.</summary>
    public required IReadOnlyList<(StateReason Reason, int Count)> Reasons { get; init; }

    /// <summary>Those of them that still do, the latest first, as many as a mail can show.</summary>
    public required IReadOnlyList<Connection> Waiting { get; init; }

    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>Whose sessions end soon at a fixed time, as many as a mail can show.</summary>
    public required IReadOnlyList<Lapse> Lapses { get; init; }

    /// <summary>Whether there is anything to tell.</summary>
    public bool HasNews => Reasons.Count > 0 || Alarms.Count > 0 || Lapses.Count > 0;

    /// <summary>How many came to need their user.</summary>
    public int New => Reasons.Sum(reason => reason.Count);

    /// <summary>How many are in a state.</summary>
    public int In(ConnectionState state) => Counts.GetValueOrDefault(state);
}

/// <summary>A connection whose session ends.</summary>
internal sealed record Lapse(string ExternalId, string? OwnerName, DateTimeOffset EndsAt);
