using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.ConnectSessions;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Admin;

/// <summary><c>/admin/connect-links</c>: the invitations that apps and administrators made, and how each stands; making one by hand, and taking one back.</summary>
internal sealed class LinksModel(ConnectSessionBook book, ReturnUrls returnUrls, PublicAddress address, TimeProvider time) : PageModel
{
    private const string Path = "/admin/connect-links";
    private const int PageSize = 50;

    /// <summary>How long a link may work, in minutes and in words.</summary>
    public static IReadOnlyList<(int Minutes, string Text)> Lifetimes { get; } = [(30, "30 minutes"), (24 * 60, "1 day"), (7 * 24 * 60, "7 days")];

    [BindProperty(SupportsGet = true)]
    public string? For { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public IReadOnlyList<FoundConnectSession> Links { get; private set; } = [];

    public DateTimeOffset Now { get; private set; }

    public string? OlderPath { get; private set; }

    /// <summary>The link that was just made; on this one page.</summary>
    public Uri? NewLink { get; private set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public NewLinkInput Input { get; private set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Now = time.GetUtcNow();
        For = string.IsNullOrWhiteSpace(For) || !ExternalIds.IsValid(For.Trim()) ? null : For.Trim();
        var found = await book.ListAsync(For, Before, PageSize + 1, cancellationToken);
        Links = [.. found.Take(PageSize)];
        OlderPath = found.Count > PageSize
            ? QueryHelpers.AddQueryString(Path, new Dictionary<string, string?> { ["for"] = For, ["before"] = Links[^1].Session.Id.ToString() })
            : null;
    }

    public async Task<IActionResult> OnPostCreateAsync(NewLinkInput input, CancellationToken cancellationToken)
    {
        Faults = [.. input.FindFaults(returnUrls)];
        if (Faults.Count > 0)
        {
            Input = input;
        }
        else
        {
            var (_, secret) = await book.CreateAsync(input.ToRequest(returnUrls, book.ServerFor(null)!, Actors.Admin(User.AdminSession()?.Name ?? "administrator")), cancellationToken);

            // No redirect: the link is a secret, and would have to be kept somewhere until the next page.
            NewLink = address.At(ConnectPaths.Connect(secret.Reveal()));
        }

        await OnGetAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken) =>
        await book.EndAsync(id, cancellationToken) ? RedirectToPage() : NotFound();

    /// <summary>The form of a new link.</summary>
    internal sealed record NewLinkInput
    {
        public string? ExternalId { get; init; }

        public string? LoginHint { get; init; }

        public string? ReturnUrl { get; init; }

        public int Minutes { get; init; } = Lifetimes[0].Minutes;

        public IEnumerable<string> FindFaults(ReturnUrls returnUrls)
        {
            if (!ExternalIds.IsValid(ExternalId?.Trim()))
            {
                yield return $"The external id {ExternalIds.Rule}.";
            }

            if (LoginHint is { } hint && (hint.Length > ConnectSessionRequest.LongestHint || hint.Any(char.IsControl)))
            {
                yield return $"What the user signs in by must be at most {ConnectSessionRequest.LongestHint} characters.";
            }

            if (!string.IsNullOrWhiteSpace(ReturnUrl) && returnUrls.TryParse(ReturnUrl.Trim()) is null)
            {
                yield return "The return address must be one of Connect:AllowedReturnUrls, or lie under one.";
            }

            if (!Lifetimes.Any(lifetime => lifetime.Minutes == Minutes))
            {
                yield return "Choose how long the link works.";
            }
        }

        public ConnectSessionRequest ToRequest(ReturnUrls returnUrls, string server, string actor) => new()
        {
            ExternalId = ExternalId!.Trim(),
            LoginHint = string.IsNullOrWhiteSpace(LoginHint) ? null : LoginHint.Trim(),
            ReturnUrl = string.IsNullOrWhiteSpace(ReturnUrl) ? null : returnUrls.TryParse(ReturnUrl.Trim()),
            Lifetime = TimeSpan.FromMinutes(Minutes),
            Server = server,
            Actor = actor,
        };
    }
}
