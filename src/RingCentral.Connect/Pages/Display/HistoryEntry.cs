using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Pages.Texts;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Something that happened, as the connection's user reads it.</summary>
/// <param name="State">Its colour.</param>
/// <param name="Icon">Beside the colour.</param>
/// <param name="At">When.</param>
/// <param name="What">In a few words.</param>
/// <param name="Note">What it meant.</param>
internal sealed record HistoryEntry(string State, string Icon, DateTimeOffset At, string What, string? Note)
{
    /// <summary>The first pair is asked for a moment before it is stored.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    /// <summary>The newest first, and before it the renewals that are counted and not logged one by one.</summary>
    public static IReadOnlyList<HistoryEntry> Of(ConnectionSnapshot snapshot, IReadOnlyList<ConnectionEvent> events, EndUserTexts texts)
    {
        var told = events.Select(entry => Of(entry, texts)).OfType<HistoryEntry>();
        return [.. Renewed(snapshot, texts), .. told];
    }

    private static IEnumerable<HistoryEntry> Renewed(ConnectionSnapshot snapshot, EndUserTexts texts)
    {
        if (snapshot is { Connection.State: ConnectionState.Active, Session: { } session } && session.IssuedAt > (session.AuthorizedAt ?? snapshot.Connection.CreatedAt) + AtLeast)
        {
            yield return new HistoryEntry("healthy", "check", session.IssuedAt, texts["mine.renewed"], null);
        }
    }

    private static HistoryEntry? Of(ConnectionEvent entry, EndUserTexts texts)
    {
        HistoryEntry Say(string state, string key, string? note) => new(state, state, entry.OccurredAt, texts[$"event.{key}", texts.App], note);
        return entry.Type switch
        {
            EventTypes.Connected => Say("healthy", "connected", texts.ForApp("event.connected_note")),
            EventTypes.Imported => Say("healthy", "imported", texts.ForApp("event.imported_note")),
            EventTypes.Reconnected => Say("healthy", "reconnected", texts["event.reconnected_note"]),
            EventTypes.ReauthorizationRequired => Say("needs-user", "reauthorization_required", Why(entry, texts)),
            EventTypes.Blocked => Say("blocked", "blocked", Why(entry, texts)),
            EventTypes.Recovered => Say("healthy", "recovered", texts["event.recovered_note"]),
            EventTypes.Disconnected => Say("disconnected", "disconnected", entry.Actor == Actors.User ? texts["event.disconnected_user"] : texts.ForApp("event.disconnected_other")),
            EventTypes.Changed => Say("healthy", "changed", texts["event.changed_note"]),
            EventTypes.OtherUserAllowed => Say("at-risk", "other_user_allowed", texts["event.other_user_allowed_note"]),
            EventTypes.OtherUserRefused => Say("healthy", "other_user_refused", texts["event.changed_note"]),
            EventTypes.Expiring => Say("expiring", "expiring", texts["event.expiring_note"]),
            EventTypes.RotationFailed => Say("at-risk", "rotation_failed", texts["event.rotation_failed_note"]),
            EventTypes.RotationResumed => Say("healthy", "rotation_resumed", texts["event.rotation_resumed_note"]),
            EventTypes.PairRestored => Say("healthy", "rotation_resumed", texts["event.rotation_resumed_note"]),
            _ => null,
        };
    }

    private static string Why(ConnectionEvent entry, EndUserTexts texts) =>
        texts.Why(Enum.GetValues<StateReason>().Cast<StateReason?>().FirstOrDefault(reason => SnakeCase.Write(reason!.Value) == entry.Reason));
}
