namespace RingCentral.Connect.Notifications.Mail.Composing;

/// <summary>What looking at a mail's matter once more came to.</summary>
internal abstract record Composition
{
    private Composition()
    {
    }

    /// <summary>It is to be sent.</summary>
    public sealed record Ready(ComposedMail Mail) : Composition;

    /// <summary>What it would tell is not so any more.</summary>
    public sealed record Unwanted(string Why) : Composition;

    /// <summary>The connection has moved, and its latest event is not taken out of the outbox yet: that decides.</summary>
    public sealed record NotYet : Composition;
}

/// <summary>A mail's content and what of the envelope depends on it.</summary>
/// <param name="Content">What it says.</param>
/// <param name="RecipientName">Null for administrators.</param>
/// <param name="Unsubscribe">For reminders: ends them.</param>
internal sealed record ComposedMail(MailContent Content, string? RecipientName = null, Uri? Unsubscribe = null);
