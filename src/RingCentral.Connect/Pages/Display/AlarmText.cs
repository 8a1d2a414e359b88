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
            "A webhook endpoint was disabled", "Have the receiver mended, enable the endpoint again, and redeliver what was missed: its delivery log says what went wrong."),
        _ => new(alarm.Kind.ToString(), ""),
    };
}
