using System.Security.Cryptography.X509Certificates;

namespace RingCentral.Connect.Sandbox.Mail;

/// <summary>How a mail server behaves.</summary>
public sealed record MailServerOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    public MailServerSecurity Security { get; init; }

    /// <summary>Needed for TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Mail is only taken from whoever signs in so.</summary>
    public (string UserName, string Password)? Account { get; init; }

    /// <summary>Asked at every command, and once as <c>.</c> when a message is complete: what is answered instead of what is due; null to go on.</summary>
    public Func<string, string?> Refuse { get; init; } = _ => null;

    /// <summary>Awaited before every answer, the greeting included: a slow server.</summary>
    public Func<CancellationToken, Task> Hesitate { get; init; } = _ => Task.CompletedTask;
}

/// <summary>Where TLS begins.</summary>
public enum MailServerSecurity
{
    None,

    /// <summary>Offered, and mail is taken only after it.</summary>
    StartTls,

    /// <summary>With the first byte.</summary>
    Tls,
}

/// <summary>A message that was taken.</summary>
/// <param name="Sender">As the envelope says.</param>
/// <param name="Recipients">As the envelope says.</param>
/// <param name="Bytes">The message itself (RFC 5322).</param>
public sealed record TakenMail(string Sender, IReadOnlyList<string> Recipients, byte[] Bytes);
