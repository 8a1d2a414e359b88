using System.Text;

namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>A mail for programs, and people, that prefer text: the same words in the same order as the HTML.</summary>
internal static class PlainText
{
    /// <summary>Writes the text.</summary>
    public static string Write(MailContent content)
    {
        var text = new StringBuilder();
        text.Append(content.Sender).Append("\n\n").Append(content.Title).Append('\n').Append('=', content.Title.Length).Append("\n\n");
        foreach (var paragraph in content.Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        if (content.Button is { } button)
        {
            text.Append(button.Label).Append(":\n").Append(button.Address.AbsoluteUri).Append("\n\n");
        }

        foreach (var list in content.Lists)
        {
            Append(text, list);
        }

        text.Append("-- \n");
        foreach (var footnote in content.Footnotes)
        {
            Append(text, footnote);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, MailList list)
    {
        text.Append(list.Heading).Append('\n');
        foreach (var line in list.Lines)
        {
            text.Append("  ").Append(line.What).Append(": ").Append(line.Value).Append('\n');
        }

        text.Append('\n');
    }

    private static void Append(StringBuilder text, MailFootnote footnote)
    {
        if (footnote.Lead is { } lead)
        {
            text.Append(lead).Append(' ');
        }

        text.Append(footnote.Text);
        if (footnote.Link is { } link)
        {
            text.Append(' ').Append(link.Address == link.Label || link.Address == $"mailto:{link.Label}" ? link.Label : $"{link.Label}: {link.Address}");
        }

        text.Append("\n\n");
    }
}
