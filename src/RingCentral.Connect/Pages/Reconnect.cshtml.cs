using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Pages.Texts;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages;

/// <summary>
/// The page of a reconnect link. Showing it changes nothing: scanners open links. Who has been warned ahead of an end comes here too, while the connection works:
/// then nothing may be said to have ended.
/// </summary>
[AllowAnonymous]
internal sealed class ReconnectModel(ReconnectLinks links, Attempts attempts, EndUserTexts texts) : PageModel
{
    private ConnectionSnapshot _snapshot = null!;

    public Connection Connection => _snapshot.Connection;

    public string StartPath { get; private set; } = "";

    public bool IsConnected => Connection.State == ConnectionState.Active;

    /// <summary>Colour and icon.</summary>
    public string State => EndsAt is not null ? DisplayState.Expiring.Key : IsConnected ? DisplayState.Healthy.Key : DisplayState.NeedsUser.Key;

    public string Title => texts[EndsAt is not null ? "reconnect.early.title" : IsConnected ? "reconnect.still.title" : "reconnect.title"];

    public string Lead => (EndsAt, IsConnected) switch
    {
        ({ } end, _) => texts["reconnect.early.lead", texts.App, Moments.InWords(end)],
        (_, true) => texts.ForApp("reconnect.still.lead"),
        _ => texts["reconnect.lead", texts.Why(Connection.Reason)],
    };

    /// <summary>What stands under the app's name.</summary>
    public string AppNote => (EndsAt, IsConnected) switch
    {
        ({ } end, _) => texts["reconnect.until", Moments.InWords(end)],
        (_, true) => texts["connected.known_as", Connection.ExternalId],
        _ => texts["reconnect.waiting"],
    };

    /// <summary>Whom the link is for.</summary>
    public string Note => (Connection.AllowsAnotherUser(_snapshot.ReadAt), Connection.OwnerName) switch
    {
        (true, _) => texts.ForApp("reconnect.note_anybody"),
        (_, { } name) => texts["reconnect.note", name],
        _ => texts["reconnect.note_unnamed"],
    };

    /// <summary>When a connection that works will end; null where none is announced.</summary>
    private DateTimeOffset? EndsAt => _snapshot.Health == ConnectionHealth.Expiring ? _snapshot.Session?.SessionExpiresAt : null;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellationToken)
    {
        switch (await links.ReadAsync(token, cancellationToken))
        {
            case ReconnectLink.Open open:
                _snapshot = open.Snapshot;
                StartPath = ConnectPaths.InLanguage(ConnectPaths.ReconnectStart(token), Languages.ChosenIn(HttpContext));
                return Page();
            case ReconnectLink.Spent:
                return Explain(ProblemKind.LinkSpent);
            default:
                return Explain(ProblemKind.LinkInvalid);
        }
    }

    private RedirectResult Explain(ProblemKind kind) =>
        Redirect(attempts.PathFor(new ConnectProblem(kind, HttpContext.TraceIdentifier), Languages.ChosenIn(HttpContext)));
}
