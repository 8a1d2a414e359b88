using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Mails;

namespace RingCentral.Connect.Notifications.Mail.Queue;

/// <summary>Kinds of mail as SQL knows them.</summary>
internal static class MailKinds
{
    /// <summary>
    /// Of these a person gets one a day. "Connected again" is none of them: it answers what the person has just done, and an answer a day late would only alarm.
    /// </summary>
    public static readonly string[] OneADay = [.. Names(MailKind.ReauthorizationRequired, MailKind.Reminder, MailKind.AboutToLapse)];

    private static IEnumerable<string> Names(params MailKind[] kinds) => kinds.Select(SnakeCase.Write);
}
