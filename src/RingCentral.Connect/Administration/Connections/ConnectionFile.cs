using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Administration.Connections;

/// <summary>Everything that is known of one connection, but its tokens.</summary>
/// <param name="Snapshot">How it stands.</param>
internal sealed record ConnectionFile(ConnectionSnapshot Snapshot)
{
    /// <summary>What happened to it, newest first.</summary>
    public required IReadOnlyList<ConnectionEvent> Events { get; init; }

    /// <summary>Where the older events begin; null where there are none.</summary>
    public required long? OlderThan { get; init; }

    /// <summary>What was written to its user in the time of these events, newest first.</summary>
    public required IReadOnlyList<OutgoingMail> Mails { get; init; }

    /// <summary>When something was last sent to its user.</summary>
    public required DateTimeOffset? LastMailAt { get; init; }

    /// <summary>The days that <see cref="Uses"/> counts, today first, in UTC.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Who took its token, and how often on each of the days.</summary>
    public required IReadOnlyList<KeyUses> Uses { get; init; }
}

/// <summary>How often one API key took a connection's token.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Counts">Of each day, today first.</param>
internal sealed record KeyUses(string Key, IReadOnlyList<long> Counts);

/// <summary>Which part of a connection's history is shown.</summary>
/// <param name="OnlyTrouble">Only what went wrong.</param>
/// <param name="Before">What came before this event; null begins with the latest.</param>
internal readonly record struct HistoryPlace(bool OnlyTrouble, long? Before);
