using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Connecting.Branding;

/// <summary>Under whose name people meet this installation, on pages and in mails; section <c>Branding</c>.</summary>
internal sealed class BrandingOptions : IValidatableObject
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

    /// <summary>Colour of what can be pressed, on light pages, such as #2b468f; ours where it is not set.</summary>
    public string? Accent { get; set; }

    /// <summary>The same on dark pages; a lighter <see cref="Accent"/> where it is not set.</summary>
    public string? AccentDark { get; set; }

    /// <summary>An SVG, PNG or WebP file that stands in the masthead, 28 pixels high.</summary>
    public string? LogoFile { get; set; }

    /// <summary>The language of mails: <c>en</c> or <c>de</c>.</summary>
    [RegularExpression("en|de", ErrorMessage = "must be one of the languages that there are texts in: en, de")]
    public string Language { get; set; } = "en";

    /// <summary>The operator's name, or the app's.</summary>
    public string Operator => OperatorName ?? AppName;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Accent is not null && !IsReadable(Accent, BrandColor.LightPaper))
        {
            yield return new ValidationResult("must be a colour such as #2b468f that can be read on light grey (a contrast of 4.5 at least)", [nameof(Accent)]);
        }

        if (AccentDark is not null && !IsReadable(AccentDark, BrandColor.DarkPaper))
        {
            yield return new ValidationResult("must be a colour such as #a9bcf5 that can be read on dark grey (a contrast of 4.5 at least)", [nameof(AccentDark)]);
        }

        if (AccentDark is not null && Accent is null)
        {
            yield return new ValidationResult("needs Branding:Accent beside it", [nameof(AccentDark)]);
        }

        foreach (var (name, url) in new[] { (nameof(PrivacyUrl), PrivacyUrl), (nameof(AppUrl), AppUrl) })
        {
            if (url is not null && !(url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
            {
                yield return new ValidationResult($"is '{url}', but must be an https address, for example https://app.example.com", [name]);
            }
        }

        if (Support is not null && !IsReachable(Support))
        {
            yield return new ValidationResult($"is '{Support}', but must be a mail address or an https address, for example help@example.com", [nameof(Support)]);
        }

        if (LogoFile is not null && (Path.GetExtension(LogoFile) is not (".svg" or ".png" or ".webp") || !File.Exists(LogoFile)))
        {
            yield return new ValidationResult($"is '{LogoFile}', but must be the path of an SVG, PNG or WebP file", [nameof(LogoFile)]);
        }
    }

    private static bool IsReachable(string support) =>
        support.Contains("://", StringComparison.Ordinal)
            ? support.StartsWith("https://", StringComparison.Ordinal) && Uri.TryCreate(support, UriKind.Absolute, out _)
            : new EmailAddressAttribute().IsValid(support) && !support.Any(char.IsWhiteSpace);

    private static bool IsReadable(string text, BrandColor ground) => BrandColor.TryParse(text, out var color) && color.ContrastTo(ground) >= BrandColor.Readable;
}
