using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Api.Webhooks;
using RingCentral.Connect.Data.WebhookDeliveries;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks.Delivery;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;
using RingCentral.Connect.Pages.Display;

namespace RingCentral.Connect.Pages.Admin.Webhooks;

/// <summary><c>/admin/webhooks/{id}</c>: one endpoint, what was sent to it and how that went, and what can be done.</summary>
internal sealed class OneModel(WebhookEndpointStore store, DeliveryLog log, AuditLog audit, TimeProvider time) : PageModel
{
    private const int PageSize = 50;

    public WebhookEndpoint Endpoint { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<WebhookDelivery> Deliveries { get; private set; } = [];

    /// <summary>Where the older deliveries begin; null where there are none.</summary>
    public Guid? OlderThan { get; private set; }

    /// <summary>The secret that was just made; on this one page.</summary>
    public string? NewSecret { get; private set; }

    /// <summary>How the last button went; null where the page was just opened.</summary>
    public DisplayState? Told { get; private set; }

    /// <summary>Until when the secret before this one signs, too; null where it does not.</summary>
    public DateTimeOffset? BothUntil => Endpoint.PreviousSecretUntil > Now ? Endpoint.PreviousSecretUntil : null;

    public string Host => new Uri(Endpoint.Url).Authority;

    public Task<IActionResult> OnGetAsync(Guid id, Guid? before, string? done, CancellationToken cancellationToken) => ShowAsync(id, before, done, cancellationToken);

    public async Task<IActionResult> OnPostTestAsync(Guid id, CancellationToken cancellationToken) =>
        await TellAsync(id, await log.TestAsync(id, cancellationToken), "webhook_endpoint.tested", cancellationToken);

    public async Task<IActionResult> OnPostRedeliverAsync(Guid id, Guid delivery, CancellationToken cancellationToken) =>
        await TellAsync(id, await log.RedeliverAsync(id, delivery, cancellationToken), "webhook_endpoint.redelivered", cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancellationToken) => SwitchAsync(id, enabled: true, cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(Guid id, CancellationToken cancellationToken) => SwitchAsync(id, enabled: false, cancellationToken);

    public async Task<IActionResult> OnPostRotateAsync(Guid id, CancellationToken cancellationToken)
    {
        var secret = WebhookSecret.Create();
        if (await store.RotateSecretAsync(id, secret, WebhookFields.UsualOverlap, cancellationToken) is null)
        {
            return NotFound();
        }

        // No redirect: the secret would have to be kept somewhere until the next page.
        NewSecret = secret.Reveal();
        return await ShowAsync(id, null, null, cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellationToken) =>
        await store.DeleteAsync(id, cancellationToken) ? RedirectToPage("/Admin/Webhooks/Index") : NotFound();

    private async Task<IActionResult> SwitchAsync(Guid id, bool enabled, CancellationToken cancellationToken) =>
        await store.EditAsync(id, new WebhookEndpointEdit { Enabled = enabled }, cancellationToken) is null ? NotFound() : RedirectToPage(new { id });

    private async Task<IActionResult> TellAsync(Guid id, QueueResult result, string action, CancellationToken cancellationToken)
    {
        if (result is QueueResult.EndpointNotFound or QueueResult.DeliveryNotFound)
        {
            return NotFound();
        }

        if (result is QueueResult.Queued { Delivery: var delivery })
        {
            await audit.RecordAsync(new AuditEntry(action, id.ToString()) { After = new { Delivery = MessageIds.Write(delivery.Id) } }, cancellationToken);
        }

        return RedirectToPage(new { id, done = result is QueueResult.Queued ? "queued" : "disabled" });
    }

    private async Task<IActionResult> ShowAsync(Guid id, Guid? before, string? done, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } endpoint)
        {
            return NotFound();
        }

        (Endpoint, Now) = (endpoint, time.GetUtcNow());
        var found = await log.ReadAsync(id, before ?? Guid.Empty, PageSize + 1, cancellationToken);
        Deliveries = [.. found.Take(PageSize)];
        OlderThan = found.Count > PageSize ? Deliveries[^1].Id : null;
        Told = done switch
        {
            "queued" => new DisplayState("healthy", "It is on its way. Load the page again to see how it went."),
            "disabled" => new DisplayState("at-risk", "Nothing is sent to an endpoint that is disabled. Enable it first."),
            _ => null,
        };
        return Page();
    }
}
