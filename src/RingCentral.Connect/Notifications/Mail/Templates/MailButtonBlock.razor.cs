using Microsoft.AspNetCore.Components;
using RingCentral.Connect.Notifications.Mail.Composing;

namespace RingCentral.Connect.Notifications.Mail.Templates;

/// <summary>The one thing to press, what is to be said about it, and its address in full.</summary>
public sealed partial class MailButtonBlock
{
    [Parameter]
    [EditorRequired]
    public MailButton Button { get; set; } = null!;

    [Parameter]
    public IReadOnlyList<string> Notes { get; set; } = [];
}
