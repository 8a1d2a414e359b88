using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Data.WebhookEndpoints;
using RingCentral.Connect.Notifications.Webhooks;
using RingCentral.Connect.Notifications.Webhooks.Addresses;
using RingCentral.Connect.Notifications.Webhooks.Endpoints;
using RingCentral.Connect.Notifications.Webhooks.Signing;

namespace RingCentral.Connect.Pages.Admin.Webhooks;

/// <summary><c>/admin/webhooks</c>: where events are sent to, and how each endpoint does; making another one.</summary>
internal sealed class IndexModel(WebhookEndpointStore store, IOptions<WebhookOptions> options, TimeProvider time) : PageModel
{
    public IReadOnlyList<WebhookEndpoint> Endpoints { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public NewEndpointInput Input { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Endpoints = await store.ListAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostCreateAsync(NewEndpointInput input, CancellationToken cancellationToken)
    {
        Faults = [.. input.FindFaults(options.Value.AllowPrivateAddresses)];
        if (Faults.Count == 0)
        {
            if (await store.CreateAsync(input.ToEndpoint(), cancellationToken) is { } made)
            {
                return RedirectToPage("/Admin/Webhooks/One", new { id = made.Id });
            }

            Faults = [$"There are {WebhookEndpointStore.Most} endpoints already, and there may be no more."];
        }

        Input = input;
        await OnGetAsync(cancellationToken);
        return Page();
    }

    /// <summary>The form of a new endpoint.</summary>
    internal sealed record NewEndpointInput
    {
        public string? Url { get; init; }

        public string? Description { get; init; }

        public IList<string> Events { get; init; } = [];

        public IEnumerable<string> FindFaults(bool allowPrivateAddresses)
        {
            if (WebhookUrl.Check(Url?.Trim(), allowPrivateAddresses) is { } fault)
            {
                yield return $"The address {fault}.";
            }

            if (Description is { Length: > WebhookEndpointMapping.DescriptionMaxLength } || Description?.Contains('\0') == true)
            {
                yield return $"The description must be at most {WebhookEndpointMapping.DescriptionMaxLength} characters.";
            }

            if (!Events.All(WebhookEventTypes.All.Contains))
            {
                yield return "Tick only events that there are.";
            }
        }

        public NewWebhookEndpoint ToEndpoint() => new()
        {
            Url = Url!.Trim(),
            Description = Description?.Trim() ?? "",
            Events = [.. Events.Distinct()],
            Enabled = true,
            Secret = WebhookSecret.Create(),
        };
    }
}
