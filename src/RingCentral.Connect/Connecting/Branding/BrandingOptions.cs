using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Connecting.Branding;

/// <summary>Under whose name people meet this installation, on pages and in mails; section <c>Branding</c>.</summary>
internal sealed class BrandingOptions
{
    public const string Section = "Branding";

    /// <summary>The app that people connect their account to; 1 to 60 characters.</summary>
    [StringLength(60, MinimumLength = 1, ErrorMessage = "must have 1 to 60 characters, for example Fernway Desk")]
    public string AppName { get; set; } = "RingCentral Connect";

    /// <summary>Who runs this installation; the app's name where it is not set.</summary>
    [StringLength(100, ErrorMessage = "must have at most 100 characters, for example Fernway Software")]
    public string? OperatorName { get; set; }

    /// <summary>Where people get help: a mail address, or the address of a page.</summary>
    public string? Support { get; set; }

    /// <summary>What the operator does with personal data.</summary>
    public Uri? PrivacyUrl { get; set; }

    /// <summary>Where the app itself is; "go back" leads there.</summary>
    public Uri? AppUrl { get; set; }

    /// <summary>Stands at the foot of mails, where the law asks for it.</summary>
    [StringLength(200, ErrorMessage = "must have at most 200 characters")]
    public string? PostalAddress { get; set; }

    /// <summary>The operator's name, or the app's.</summary>
    public string Operator => OperatorName ?? AppName;
}
