namespace RingCentral.Connect.Notifications.Mail;

/// <summary>The addresses of pages that mails lead to.</summary>
internal static class MailPaths
{
    /// <summary>The dashboard.</summary>
    public const string Admin = "/admin";

    /// <summary>Shows a button that ends the reminders of one connection; posting to it ends them.</summary>
    public static string Unsubscribe(string token) => $"/mail/unsubscribe/{token}";
}
