using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using RingCentral.Connect.Notifications.Mail.Composing;

namespace RingCentral.Connect.Notifications.Mail.Templates;

/// <summary>Renders mails as HTML, outside any request.</summary>
internal sealed class MailRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    /// <summary>A whole document.</summary>
    public async Task<string> RenderAsync(MailContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MailSheet.Content)] = content });
            return (await renderer.RenderComponentAsync<MailSheet>(parameters)).ToHtmlString();
        });
    }
}
