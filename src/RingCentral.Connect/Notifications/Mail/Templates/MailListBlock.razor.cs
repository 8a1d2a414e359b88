using Microsoft.AspNetCore.Components;
using RingCentral.Connect.Notifications.Mail.Composing;

namespace RingCentral.Connect.Notifications.Mail.Templates;

/// <summary>Lines under a heading.</summary>
public sealed partial class MailListBlock
{
    [Parameter]
    [EditorRequired]
    public MailList List { get; set; } = null!;
}
