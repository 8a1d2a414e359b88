using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Data.ApiKeys;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>The keys of apps: what each may do and when it was used; making and revoking them.</summary>
internal sealed class KeysModel(ApiKeys keys, TimeProvider time) : PageModel
{
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    /// <summary>The key that was just made; on this one page.</summary>
    public string? NewSecret { get; private set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public NewKeyInput Input { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        Keys = [.. (await keys.ListAsync(cancellationToken)).OrderBy(key => key.RevokedAt is not null).ThenByDescending(key => key.Id)];
    }

    public async Task<IActionResult> OnPostCreateAsync(NewKeyInput input, CancellationToken cancellationToken)
    {
        Faults = [.. input.FindFaults()];
        if (Faults.Count > 0)
        {
            Input = input;
            await OnGetAsync(cancellationToken);
            return Page();
        }

        (_, var secret) = await keys.CreateAsync(input.ToKey(), cancellationToken);

        // No redirect: the key would have to be kept somewhere until the next page.
        NewSecret = secret.Reveal();
        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, cancellationToken) ? RedirectToPage() : NotFound();

    /// <summary>The form of a new key.</summary>
    internal sealed record NewKeyInput
    {
        public string? Name { get; init; }

        public string? Expires { get; init; }

        public string? Prefix { get; init; }

        public IList<string> Scopes { get; init; } = [];

        public IEnumerable<string> FindFaults()
        {
            if (Name?.Trim() is not { Length: > 0 and <= ApiKeyMapping.NameMaxLength })
            {
                yield return $"The name must be 1 to {ApiKeyMapping.NameMaxLength} characters.";
            }

            if (Scopes.Count == 0 || !Scopes.All(ApiScopes.All.Contains))
            {
                yield return "Tick at least one thing that the key may do.";
            }

            if (!string.IsNullOrEmpty(Expires) && ReadDay(Expires) is null)
            {
                yield return "The day must be written like 2027-01-31.";
            }

            if (!string.IsNullOrEmpty(Prefix) && !ExternalIds.IsValid(Prefix))
            {
                yield return $"The beginning of external ids {ExternalIds.Rule}.";
            }
        }

        public NewApiKey ToKey() => new(Name!.Trim(), [.. Scopes.Distinct()])
        {
            ExpiresAt = ReadDay(Expires) is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
            ExternalIdPrefix = string.IsNullOrEmpty(Prefix) ? null : Prefix,
        };

        private static DateOnly? ReadDay(string? text) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? day : null;
    }
}
