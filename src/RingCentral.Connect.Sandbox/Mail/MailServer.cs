using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace RingCentral.Connect.Sandbox.Mail;

/// <summary>A small mail server on 127.0.0.1 (RFC 5321, with STARTTLS, AUTH PLAIN and SIZE) that takes every message and passes none on.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly MailServerOptions _options;
    private readonly Func<TakenMail, Task> _take;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private readonly List<Task> _conversations = [];
    private int _connections;

    private MailServer(MailServerOptions options, Func<TakenMail, Task> take)
    {
        _options = options;
        _take = take;
        _listener = new TcpListener(IPAddress.Loopback, options.Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>How many connections were made so far.</summary>
    public int Connections => _connections;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="take">Gets each message before it is acknowledged.</param>
    public static MailServer Start(MailServerOptions options, Func<TakenMail, Task> take) => new(options, take);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref _connections);
                _conversations.RemoveAll(conversation => conversation.IsCompleted);
                _conversations.Add(TalkAsync(client));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or a client that was gone before it was greeted.
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var conversation = await MailConversation.BeginAsync(client.GetStream(), _options, _stopping.Token);
                await conversation.RunAsync(_take, _stopping.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or AuthenticationException)
            {
                // The client went away, or does not trust us.
            }
        }
    }
}
