using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Events;
using RingCentral.Connect.Data.Mails;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display.Connections;

/// <summary>Something that happened to a connection, as an administrator reads it.</summary>
/// <param name="State">Its colour.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="At">When.</param>
/// <param name="What">In a few words.</param>
internal sealed record TimelineEntry(string State, string Icon, DateTimeOffset At, string What)
{
    /// <summary>What it means.</summary>
    public string? Note { get; init; }

    /// <summary>RingCentral's code, or our word.</summary>
    public string? Code { get; init; }

    /// <summary>RingCentral's number of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Events and mails of a page of history, newest first.</summary>
    public static IReadOnlyList<TimelineEntry> Of(ConnectionFile file) =>
        [.. file.Events.Select(Of).Concat(file.Mails.Select(Of)).OrderByDescending(entry => entry.At)];

    private static TimelineEntry Of(ConnectionEvent entry)
    {
        var (state, what, note) = Words(entry);
        return new TimelineEntry(state, state, entry.OccurredAt, what + By(entry.Actor))
        {
            Note = entry.RingCentralCode is { } code && ReasonText.Meaning(code) is { } meaning ? $"{meaning} {note}".TrimEnd() : note,
            Code = entry.RingCentralCode,
            RequestId = entry.RequestId,
        };
    }

    private static (string State, string What, string? Note) Words(ConnectionEvent entry) => entry.Type switch
    {
        EventTypes.Connected => ("healthy", "Connected", null),
        EventTypes.Imported => ("healthy", "Imported", "Brought along from another system with its tokens."),
        EventTypes.Reconnected => ("healthy", "Signed in again", "Same connection, new session. What was left of the old one was ended at RingCentral."),
        EventTypes.ReauthorizationRequired => ("needs-user", $"Needs its user: {Reason(entry)}", "The app was told, and the user was written to where mail is set up."),
        EventTypes.Blocked => ("blocked", $"Blocked: {Reason(entry)}", "We ask RingCentral again by ourselves."),
        EventTypes.Recovered => ("healthy", "Works again", "RingCentral gave a new token pair."),
        EventTypes.AtRisk => ("at-risk", "At risk", "Rotations failed for a while, or came late."),
        EventTypes.Expiring => ("expiring", "Its end comes near", "The account limits how long a session may last; no rotation can extend it."),
        EventTypes.RotationFailed => ("at-risk", "A rotation failed", "Nothing is lost: the same refresh token is used again."),
        EventTypes.RotationResumed => ("healthy", "Rotations succeed again", null),
        EventTypes.PairRestored => ("healthy", "Its tokens were written back", "The database had lost them, as after a fail-over; a node still knew them."),
        EventTypes.MailFailed => ("at-risk", "A mail to its user was refused", "The mail server will not take mail for this address."),
        EventTypes.Disconnected => ("disconnected", "Disconnected", "Its session was ended at RingCentral, and its tokens were erased."),
        EventTypes.OtherUserAllowed => ("at-risk", "Another user was allowed", "Whoever of RingCentral's users signs in next may take the connection over, for a day."),
        EventTypes.OtherUserRefused => ("healthy", "Another user is no longer allowed", null),
        EventTypes.Changed => ("healthy", "Changed", null),
        _ => ("healthy", entry.Type, null),
    };

    private static TimelineEntry Of(OutgoingMail mail) => mail.State switch
    {
        MailState.Sent => new TimelineEntry("healthy", "mail", mail.SentAt ?? mail.DueAt, Name(mail)) { Note = $"Taken by the mail server, for {mail.Recipient}." },
        MailState.Failed => new TimelineEntry("at-risk", "mail", mail.NextAttemptAt ?? mail.DueAt, $"{Name(mail)}: refused") { Note = mail.LastError },
        _ => new TimelineEntry("disconnected", "mail", mail.DueAt, $"{Name(mail)}: planned") { Note = mail.LastError },
    };

    private static string Name(OutgoingMail mail) => mail.Kind switch
    {
        MailKind.ReauthorizationRequired => "Mail: please sign in again",
        MailKind.Reminder => $"Mail: reminder {mail.Number}",
        MailKind.AboutToLapse => "Mail: sign in before the connection ends",
        MailKind.Reconnected => "Mail: the connection is back",
        _ => "Mail",
    };

    private static string Reason(ConnectionEvent entry) =>
        entry.Reason is { } word && SnakeCase.TryRead<StateReason>(word, out var reason) ? ReasonText.Short(reason).ToLowerInvariant() : "no reason given";

    /// <summary>Who did it, to follow what was done; empty for the service itself.</summary>
    public static string By(string actor) => actor switch
    {
        Actors.System => "",
        Actors.User => ", by its user",
        Actors.CommandLine => ", from the command line",
        _ when actor.StartsWith("api:", StringComparison.Ordinal) => $", by API key “{actor[4..]}”",
        _ when actor.StartsWith("admin:", StringComparison.Ordinal) => $", by {actor[6..]}",
        _ => $", by {actor}",
    };
}
