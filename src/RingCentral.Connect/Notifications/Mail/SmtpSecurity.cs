namespace RingCentral.Connect.Notifications.Mail;

/// <summary>How the way to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>The connection begins in clear and is switched to TLS; without TLS nothing is sent (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Nothing: for a mail server on the same machine.</summary>
    None,
}
