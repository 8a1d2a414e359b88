using RingCentral.Connect.Notifications.Mail.Composing;
using Xunit;

namespace RingCentral.Connect.UnitTests.Notifications.Mail.Composing;

public sealed class PlainTextTests
{
    // Two dashes and a space, which mail programs know (RFC 3676); an editor would take the space away.
    private const string Signature = "-- ";

    [Fact]
    public void It_reads_like_the_HTML()
    {
        var text = PlainText.Write(new MailContent
        {
            Language = "en",
            Sender = "Fernway Desk",
            Subject = "Sign in",
            Preview = "It takes a minute.",
            Status = new MailStatus("Not connected", MailTone.Act),
            Title = "Sign in",
            Paragraphs = ["Hello,", "It ended."],
            Button = new MailButton("Sign in again", new Uri("https://connect.example.com/r/1"), "Copy:"),
            Lists = [new MailList("States", [new MailLine("Active", "12")])],
            Footnotes = [new MailFootnote("Why.", "You connected.", new MailLink("Stop", "https://connect.example.com/u/1")), new MailFootnote(null, "Questions:", new MailLink("a@b.example", "mailto:a@b.example"))],
        });

        Assert.Equal(
            $$"""
            Fernway Desk

            Sign in
            =======

            Hello,

            It ended.

            Sign in again:
            https://connect.example.com/r/1

            States
              Active: 12

            {{Signature}}
            Why. You connected. Stop: https://connect.example.com/u/1

            Questions: a@b.example


            """,
            text);
    }
}
