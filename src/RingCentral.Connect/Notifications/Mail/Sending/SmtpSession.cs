using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace RingCentral.Connect.Notifications.Mail.Sending;

/// <summary>One connection to the mail server, opened with the first mail and used for those that follow. Every step is bounded in time.</summary>
internal sealed class SmtpSession(SmtpOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int LongestWords = 300;

    private SmtpClient? _client;

    /// <summary>Sends a mail.</summary>
    /// <exception cref="OperationCanceledException">The node stops.</exception>
    public async Task<SendResult> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            _client ??= await ConnectAsync(limit.Token);
            timeout.CancelAfter(options.Timeout);
            await _client.SendAsync(message, limit.Token);
            return new SendResult.Sent();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Read(exception) is { } result)
        {
            if (result is SendResult.Unavailable || _client is { IsConnected: false })
            {
                Close();
            }

            return result;
        }
    }

    /// <summary>Connects and signs in, and sends nothing.</summary>
    /// <returns>Why not; null where the server lets us in.</returns>
    public async Task<SendResult.Unavailable?> SignInAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            _client ??= await ConnectAsync(limit.Token);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Read(exception) is SendResult.Unavailable result)
        {
            return result;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client is { IsConnected: true } client)
            {
                using var timeout = new CancellationTokenSource(options.Timeout, time);
                await client.DisconnectAsync(quit: true, timeout.Token);
            }
        }
        catch (Exception exception) when (Read(exception) is not null)
        {
            // Everything was sent; how it says goodbye is its own affair.
        }

        Close();
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = new SmtpClient
        {
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = ServerTrust.Check(options.TrustedCertificate),
        };
        try
        {
            await client.ConnectAsync(options.Host ?? "", options.PortOrUsual, ProtectionOf(options.Security), cancellationToken);
            if (options is { UserName: { } name, Password: { } password })
            {
                await client.AuthenticateAsync(name, password.Reveal(), cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _client?.Dispose();
        _client = null;
    }

    private static SecureSocketOptions ProtectionOf(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    /// <summary>Null for what no mail server can cause.</summary>
    private static SendResult? Read(Exception exception) => exception switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } refused =>
            (int)refused.StatusCode >= 500 ? new SendResult.Refused(Words(refused)) : new SendResult.Deferred(Words(refused)),
        SmtpCommandException refused => new SendResult.Unavailable(Words(refused)),
        AuthenticationException => new SendResult.Unavailable("the mail server refuses user name or password"),
        SslHandshakeException => new SendResult.Unavailable("no trusted TLS connection: the mail server's certificate is not trusted, does not name it, or there is none"),
        NotSupportedException => new SendResult.Unavailable("the mail server does not offer what is needed: STARTTLS, or a way to sign in"),
        OperationCanceledException => new SendResult.Unavailable("the mail server took too long"),
        SocketException socket => new SendResult.Unavailable($"the mail server cannot be reached: {socket.SocketErrorCode}"),
        SmtpProtocolException or ServiceNotConnectedException or IOException => new SendResult.Unavailable("the mail server broke off"),
        _ => null,
    };

    private static string Words(SmtpCommandException refused)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{(int)refused.StatusCode} {refused.Message.ReplaceLineEndings(" ")}");
        return words.Length > LongestWords ? words[..LongestWords] : words;
    }
}
