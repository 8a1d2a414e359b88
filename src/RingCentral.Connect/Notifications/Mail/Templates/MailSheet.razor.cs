using Microsoft.AspNetCore.Components;
using RingCentral.Connect.Notifications.Mail.Composing;

namespace RingCentral.Connect.Notifications.Mail.Templates;

/// <summary>A mail as HTML.</summary>
public sealed partial class MailSheet
{
    [Parameter]
    [EditorRequired]
    public MailContent Content { get; set; } = null!;

    private (string Name, string Colour) Tone => Content.Status.Tone switch
    {
        MailTone.Act => ("act", "#a9261c"),
        MailTone.Warn => ("warn", "#7f4d00"),
        MailTone.Ok => ("ok", "#1b673f"),
        _ => ("ink-3", "#64666d"),
    };
}
