using RingCentral.Connect.Data.Alarms;

namespace RingCentral.Connect.Pages.Display;

/// <summary>An alarm in words: what is the matter, and what to do about it.</summary>
/// <param name="Title">What is the matter.</param>
/// <param name="Advice">What to do.</param>
internal sealed record AlarmText(string Title, string Advice)
{
    /// <summary>The words for an alarm.</summary>
    public static AlarmText For(Alarm alarm) => alarm.Kind switch
    {
        AlarmKind.Configuration => new(
            "RingCentral refuses this app", "Compare client id and secret with RingCentral’s developer console, and restart. Asking goes on by itself once one request succeeds."),
        AlarmKind.MassBrake => new(
            "Many sessions seem to have ended at once", "Look at RingCentral’s status first. If these sessions really have ended, acknowledge this by “alarms acknowledge mass_brake” on the command line, and they are flagged."),
        AlarmKind.VaultUnavailable => new(
            "Some stored tokens do not open", "Bring back the certificate or key that is missing. Nothing was flagged or erased."),
        AlarmKind.BudgetTooSmall => new(
            "The auth budget does not carry the fleet", "Ask RingCentral for a higher limit and configure it, or keep quiet connections idle."),
        AlarmKind.SweepLagging => new(
            "Rotations are late", "Is a node with background work running, and is the database well?"),
        AlarmKind.WebhookFailing => new(
            "A webhook endpoint cannot be reached", "Have the receiver mended. Once it was disabled, enable it again and redeliver what was missed: its delivery log says what went wrong."),
        AlarmKind.MailFailing => new(
            "Mail cannot be sent", "Look at the mail server and at the settings under Smtp; “doctor” tries them. What waits is sent by itself when it is back."),
        AlarmKind.CertificateEnding => new(
            "The certificate of the key ring ends soon", "Put a new one first in DataProtection:Certificates, keep the old one behind it, restart, and run “keys rewrap”."),
        AlarmKind.ConnectionsScarce => new(
            "PostgreSQL is running out of connections", "Raise max_connections, put a pooler in front, or lower the pool size of each node (Maximum Pool Size in the connection string)."),
        _ => new(alarm.Kind.ToString(), ""),
    };
}
