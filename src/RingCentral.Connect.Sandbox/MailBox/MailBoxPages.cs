using System.Globalization;
using MimeKit;

namespace RingCentral.Connect.Sandbox.MailBox;

/// <summary>The pages of the mail box.</summary>
internal static class MailBoxPages
{
    public static Html List(IReadOnlyList<(string Name, MimeMessage Message)> mails) => Frame("Mail box", Html.Of($"""
        <h1>Mail box</h1>
        <p class="lead">Every mail that this sandbox sends ends here, and nowhere else.</p>
        {(mails.Count == 0 ? Html.Of($"<p class=\"none\" data-testid=\"no-mail\">No mail yet. End a connected user’s sessions in the simulator, and one comes within seconds.</p>") : Table(mails))}
        """));

    public static Html One(string name, MimeMessage message) => Frame(message.Subject ?? "Mail", Html.Of($"""
        <p><a href="/">All mail</a></p>
        <h1 data-testid="subject">{message.Subject}</h1>
        <dl>
          <div><dt>From</dt><dd>{message.From.ToString()}</dd></div>
          <div><dt>To</dt><dd>{message.To.ToString()}</dd></div>
          <div><dt>Date</dt><dd>{Moment(message)}</dd></div>
          {Html.Join(Headers(message))}
        </dl>
        <p class="ways"><a href="/mails/{name}/html">HTML alone</a> <a href="/mails/{name}/text">Text</a> <a href="/mails/{name}/source">Source</a></p>
        <iframe src="/mails/{name}/html" title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
        """));

    private static Html Table(IReadOnlyList<(string Name, MimeMessage Message)> mails) => Html.Of($"""
        <table>
          <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Date</th></tr></thead>
          <tbody>{Html.Join(mails.Select(mail => Html.Of($"""
            <tr data-testid="mail"><td><a href="/mails/{mail.Name}">{mail.Message.Subject}</a></td><td>{mail.Message.To.ToString()}</td><td>{Moment(mail.Message)}</td></tr>
            """)))}</tbody>
        </table>
        """);

    private static IEnumerable<Html> Headers(MimeMessage message) =>
        from field in message.Headers
        where field.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase) || field.Field is "Message-Id" or "Reply-To" or "Auto-Submitted"
        select Html.Of($"<div><dt>{field.Field}</dt><dd>{field.Value}</dd></div>");

    private static string Moment(MimeMessage message) => message.Date.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static Html Frame(string title, Html main) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>{title} · Sandbox</title>
          <link rel="stylesheet" href="/mail-box.css">
        </head>
        <body>
        <main>
        {main}
        </main>
        </body>
        </html>

        """);
}
