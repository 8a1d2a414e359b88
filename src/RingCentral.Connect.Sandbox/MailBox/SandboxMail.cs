using RingCentral.Connect.Sandbox.Mail;

namespace RingCentral.Connect.Sandbox.MailBox;

/// <summary>The sandbox's mail: a server that takes it, a folder that keeps it, a site that shows it.</summary>
internal sealed class SandboxMail : IAsyncDisposable
{
    private readonly MailServer _server;
    private readonly MailBoxSite _site;

    private SandboxMail(MailServer server, MailBoxSite site)
    {
        _server = server;
        _site = site;
    }

    public int SmtpPort => _server.Port;

    public Uri Url => _site.Url;

    public static async Task<SandboxMail> StartAsync(string path, CancellationToken cancellationToken)
    {
        var folder = new MailFolder(path, TimeProvider.System);
        var site = await MailBoxSite.StartAsync(folder, cancellationToken);
        return new SandboxMail(MailServer.Start(new MailServerOptions(), mail => folder.AddAsync(mail, CancellationToken.None)), site);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _site.DisposeAsync();
    }
}
