using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace RingCentral.Connect.Sandbox.MailBox;

/// <summary>Shows the mail box in a browser, on a port of its own.</summary>
internal sealed class MailBoxSite : IAsyncDisposable
{
    private const string OwnPolicy = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>A mail's HTML is a stranger: it may style itself and open links elsewhere, and nothing else.</summary>
    private const string MailPolicy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private readonly WebApplication _app;
    private readonly MailFolder _folder;

    private MailBoxSite(WebApplication app, MailFolder folder)
    {
        _app = app;
        _folder = folder;
        app.MapGet("/", ListAsync);
        app.MapGet("/mail-box.css", SendStylesheetAsync);
        app.MapGet("/mails/{name}", ShowAsync);
        app.MapGet("/mails/{name}/html", ShowHtmlAsync);
        app.MapGet("/mails/{name}/text", ShowTextAsync);
        app.MapGet("/mails/{name}/source", ShowSourceAsync);
    }

    public Uri Url => new(_app.Urls.First());

    public static async Task<MailBoxSite> StartAsync(MailFolder folder, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var site = new MailBoxSite(builder.Build(), folder);
        await site._app.StartAsync(cancellationToken);
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task ListAsync(HttpContext http)
    {
        var mails = new List<(string, MimeMessage)>();
        foreach (var name in _folder.Names)
        {
            if (await _folder.FindAsync(name, http.RequestAborted) is { } message)
            {
                mails.Add((name, message));
            }
        }

        await SendAsync(http, MailBoxPages.List(mails).Markup, "text/html", OwnPolicy);
    }

    private async Task ShowAsync(string name, HttpContext http) =>
        await SendAsync(http, await _folder.FindAsync(name, http.RequestAborted) is { } message ? MailBoxPages.One(name, message).Markup : null, "text/html", OwnPolicy);

    /// <summary>Its links open elsewhere: the frame that it is shown in is sandboxed.</summary>
    private async Task ShowHtmlAsync(string name, HttpContext http) => await SendAsync(
        http,
        (await _folder.FindAsync(name, http.RequestAborted))?.HtmlBody?.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.OrdinalIgnoreCase),
        "text/html",
        MailPolicy);

    private async Task ShowTextAsync(string name, HttpContext http) =>
        await SendAsync(http, (await _folder.FindAsync(name, http.RequestAborted))?.TextBody, "text/plain", OwnPolicy);

    private async Task ShowSourceAsync(string name, HttpContext http) =>
        await SendAsync(http, await _folder.SourceAsync(name, http.RequestAborted), "text/plain", OwnPolicy);

    private static async Task SendStylesheetAsync(HttpContext http)
    {
        using var stream = new StreamReader(typeof(MailBoxSite).Assembly.GetManifestResourceStream("mail-box.css")!);
        await SendAsync(http, await stream.ReadToEndAsync(http.RequestAborted), "text/css", OwnPolicy);
    }

    private static async Task SendAsync(HttpContext http, string? text, string type, string policy)
    {
        http.Response.StatusCode = text is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        http.Response.ContentType = $"{(text is null ? "text/plain" : type)}; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text ?? "There is no such mail."), http.RequestAborted);
    }
}
