namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>What a mail says, in the recipient's language; text and HTML are both made of this. Public, since Razor's components are.</summary>
public sealed record MailContent
{
    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Under whose name it comes.</summary>
    public required string Sender { get; init; }

    public required string Subject { get; init; }

    /// <summary>What a mail program shows beside the subject.</summary>
    public required string Preview { get; init; }

    /// <summary>What it is about, in a word or two, in the colour of a state.</summary>
    public required MailStatus Status { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The one thing to press.</summary>
    public MailButton? Button { get; init; }

    /// <summary>About the button.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<MailList> Lists { get; init; } = [];

    /// <summary>Who sends it, why, and how to make it stop.</summary>
    public required IReadOnlyList<MailFootnote> Footnotes { get; init; }
}

/// <summary>A state, in words and a colour.</summary>
public sealed record MailStatus(string Word, MailTone Tone);

/// <summary>The colours of states.</summary>
public enum MailTone
{
    /// <summary>A person must act.</summary>
    Act,

    /// <summary>Soon a person must act.</summary>
    Warn,

    Ok,

    /// <summary>Neither good nor bad.</summary>
    Plain,
}

/// <summary>A button, and the sentence above its address for those to whom it does not open.</summary>
public sealed record MailButton(string Label, Uri Address, string CopyHint);

/// <summary>Lines under a heading: what, and how much or since when.</summary>
public sealed record MailList(string Heading, IReadOnlyList<MailLine> Lines);

/// <summary>A line of a list.</summary>
public sealed record MailLine(string What, string Value);

/// <summary>A paragraph below the sheet.</summary>
/// <param name="Lead">Its first words, which stand out.</param>
/// <param name="Text">The rest.</param>
/// <param name="Link">What it ends with.</param>
public sealed record MailFootnote(string? Lead, string Text, MailLink? Link = null);

/// <summary>Words that lead somewhere.</summary>
public sealed record MailLink(string Label, string Address);
