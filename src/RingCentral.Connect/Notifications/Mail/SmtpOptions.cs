using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RingCentral.Connect.Notifications.Mail;

/// <summary>The mail server; section <c>Smtp</c>. Without <see cref="Host"/> no mail is written.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Name or address of the mail server.</summary>
    public string? Host { get; set; }

    /// <summary>587, with <c>Tls</c> 465, with <c>None</c> 25 where it is not set.</summary>
    [Range(1, 65535, ErrorMessage = "must be a port from 1 to 65535, for example 587")]
    public int? Port { get; set; }

    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Signs in where it is set.</summary>
    public string? UserName { get; set; }

    public SmtpPassword? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>The sender's name; the app's where it is not set.</summary>
    public string? FromName { get; set; }

    /// <summary>Whether users are written to; administrators are all the same.</summary>
    public bool NotifyUsers { get; set; } = true;

    /// <summary>A PEM or DER file of the certificate, or the authority, that is trusted instead of the system's.</summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>How long connecting, and then each mail, may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Lets mail, and the links in it, travel in clear to another machine.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>Whether mail is written at all.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host);

    /// <summary>Whether users are written to.</summary>
    public bool WritesToUsers => IsOn && NotifyUsers;

    /// <summary>The port that is meant.</summary>
    public int PortOrUsual => Port ?? Security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => IsOn ? Faults() : [];

    private IEnumerable<ValidationResult> Faults()
    {
        if (!Mailboxes.TryRead(From, out _))
        {
            yield return new($"is '{From}', but must be the sender's mail address where Smtp:Host is set, for example connections@example.com", [nameof(From)]);
        }

        if (UserName is null != Password is null)
        {
            yield return new("is missing: user name and password come together", [UserName is null ? nameof(UserName) : nameof(Password)]);
        }

        if (Security == SmtpSecurity.None && !IsLoopback && (!AllowUnencrypted || UserName is not null))
        {
            yield return new(
                "is 'None', but mail holds links that sign people in, and a password would travel in clear: use StartTls or Tls. For a server without either on a network that you trust, set Smtp:AllowUnencrypted=true, and no user name",
                [nameof(Security)]);
        }

        if (TrustedCertificate is { Length: > 0 } path && !IsCertificate(path))
        {
            yield return new($"is '{path}', which cannot be read as a certificate in PEM or DER; for example /etc/ssl/mail.pem", [nameof(TrustedCertificate)]);
        }

        if (Timeout < ShortestTimeout || Timeout > LongestTimeout)
        {
            yield return new($"is {Timeout}, but must be from a second to five minutes, for example 00:00:30", [nameof(Timeout)]);
        }
    }

    private static bool IsCertificate(string path)
    {
        try
        {
            X509CertificateLoader.LoadCertificateFromFile(path).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
