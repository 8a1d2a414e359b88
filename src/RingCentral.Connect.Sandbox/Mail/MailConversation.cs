using System.Net.Security;
using System.Text;

namespace RingCentral.Connect.Sandbox.Mail;

/// <summary>One client's connection, from the greeting to QUIT.</summary>
internal sealed class MailConversation : IAsyncDisposable
{
    private const int LargestMessage = 16 * 1024 * 1024;

    private readonly MailServerOptions _options;
    private readonly MailLines _lines;
    private readonly List<string> _recipients = [];
    private string? _sender;
    private bool _isSecure;
    private bool _isSignedIn;

    private MailConversation(MailServerOptions options, MailLines lines)
    {
        _options = options;
        _lines = lines;
    }

    public static async Task<MailConversation> BeginAsync(Stream stream, MailServerOptions options, CancellationToken cancellationToken)
    {
        var conversation = new MailConversation(options, new MailLines(stream));
        if (options.Security == MailServerSecurity.Tls)
        {
            await conversation.SecureAsync(cancellationToken);
        }

        return conversation;
    }

    public async Task RunAsync(Func<TakenMail, Task> take, CancellationToken cancellationToken)
    {
        await AnswerAsync("220 sandbox ESMTP", cancellationToken);
        while (await _lines.ReadAsync(cancellationToken) is { } bytes)
        {
            var command = Encoding.ASCII.GetString(bytes);
            var verb = command.Split(' ', 2)[0].ToUpperInvariant();
            if (_options.Refuse(command) is { } refusal)
            {
                await AnswerAsync(refusal, cancellationToken);
            }
            else if (verb == "DATA" && _recipients.Count > 0)
            {
                await TakeAsync(take, cancellationToken);
            }
            else if (verb == "STARTTLS" && _options.Security == MailServerSecurity.StartTls && !_isSecure)
            {
                await AnswerAsync("220 go ahead", cancellationToken);
                await SecureAsync(cancellationToken);
            }
            else
            {
                await AnswerAsync(Answer(verb, command), cancellationToken);
            }

            if (verb == "QUIT")
            {
                return;
            }
        }
    }

    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private string Answer(string verb, string command) => verb switch
    {
        "EHLO" => Greet(),
        "HELO" or "NOOP" => "250 ok",
        "RSET" => Forget(),
        "QUIT" => "221 bye",
        "AUTH" => SignIn(command),
        "MAIL" or "RCPT" when _options.Security == MailServerSecurity.StartTls && !_isSecure => "530 5.7.0 must issue STARTTLS first",
        "MAIL" or "RCPT" when _options.Account is not null && !_isSignedIn => "530 5.7.0 authentication required",
        "MAIL" => Begin(command),
        "RCPT" when _sender is not null => Add(command),
        "RCPT" or "DATA" => "503 5.5.1 not yet",
        _ => "502 5.5.1 not implemented",
    };

    private string Greet()
    {
        List<string> lines = ["sandbox", $"SIZE {LargestMessage}", "8BITMIME", "ENHANCEDSTATUSCODES"];
        if (_options.Security == MailServerSecurity.StartTls && !_isSecure)
        {
            lines.Add("STARTTLS");
        }
        else if (_options.Account is not null)
        {
            lines.Add("AUTH PLAIN");
        }

        return string.Join("\r\n", lines.Select((line, index) => $"250{(index == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private string SignIn(string command)
    {
        var expected = _options.Account is { } account ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account.UserName}\0{account.Password}")) : null;
        _isSignedIn = command.Split(' ') is [_, var mechanism, var answer] && mechanism.Equals("PLAIN", StringComparison.OrdinalIgnoreCase) && answer == expected;
        return _isSignedIn ? "235 2.7.0 welcome" : "535 5.7.8 not with these";
    }

    private string Begin(string command)
    {
        Forget();
        _sender = Address(command);
        return "250 2.1.0 ok";
    }

    private string Add(string command)
    {
        _recipients.Add(Address(command));
        return "250 2.1.5 ok";
    }

    private string Forget()
    {
        _sender = null;
        _recipients.Clear();
        return "250 2.0.0 ok";
    }

    private static string Address(string command) =>
        command.IndexOf('<', StringComparison.Ordinal) is var start and >= 0 && command.IndexOf('>', start) is var end and > 0 ? command[(start + 1)..end] : "";

    private async Task TakeAsync(Func<TakenMail, Task> take, CancellationToken cancellationToken)
    {
        await AnswerAsync("354 go ahead", cancellationToken);
        var message = new MemoryStream();
        while (await _lines.ReadAsync(cancellationToken) is { } line && line is not [(byte)'.'])
        {
            // A dot at the beginning was doubled on its way (RFC 5321, section 4.5.2).
            message.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            message.Write("\r\n"u8);
        }

        var refusal = message.Length > LargestMessage ? "552 5.3.4 too large" : _options.Refuse(".");
        if (refusal is null)
        {
            await take(new TakenMail(_sender ?? "", [.. _recipients], message.ToArray()));
        }

        Forget();
        await AnswerAsync(refusal ?? "250 2.0.0 taken", cancellationToken);
    }

    private async Task AnswerAsync(string answer, CancellationToken cancellationToken)
    {
        await _options.Hesitate(cancellationToken);
        await _lines.WriteAsync(answer, cancellationToken);
    }

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        await _lines.SecureAsync(new SslServerAuthenticationOptions { ServerCertificate = _options.Certificate }, cancellationToken);
        _isSecure = true;
        Forget();
    }
}
