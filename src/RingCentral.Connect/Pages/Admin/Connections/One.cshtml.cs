using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Connections;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;
using RingCentral.Connect.Data.Sessions;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Pages.Display.Connections;
using RingCentral.Connect.Pages.Texts;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Admin.Connections;

/// <summary><c>/admin/connections/{id}</c>: how one connection stands and why, what happened to it, and what can be done.</summary>
internal sealed class OneModel(ConnectionFiles files, ConnectionDeeds deeds, ReconnectLinks links, EndUserTexts texts) : PageModel
{
    private const string Trouble = "trouble";

    public ConnectionFile Dossier { get; private set; } = null!;

    public ConnectionSnapshot Snapshot => Dossier.Snapshot;

    public Connection Connection => Snapshot.Connection;

    public Session? Session => Snapshot.Session;

    public DateTimeOffset Now => Snapshot.ReadAt;

    public DisplayState State => DisplayState.Of(Snapshot);

    public string Name => Connection.OwnerName ?? $"User {Connection.OwnerId}";

    public string Sentence => SpokenSentence.Of(Snapshot, texts.App);

    public IReadOnlyList<string> Rights => texts.Rights(Connection.Scope);

    public IReadOnlyList<TimelineEntry> Timeline => TimelineEntry.Of(Dossier);

    /// <summary>Which part of the history is shown.</summary>
    public HistoryPlace Place { get; private set; }

    /// <summary>How the last deed went; null where the page was just opened.</summary>
    public DisplayState? Told { get; private set; }

    /// <summary>Where its user signs in again, for whoever may hand that out; null where that would not help.</summary>
    public Uri? SignInLink => User.MayChange() ? links.For(Connection) ?? links.StartFor(Connection) : null;

    public bool IsPinned => Connection.KeepAlive == KeepAlivePreference.Warm;

    /// <summary>Whether a flagged connection still has something to ask RingCentral with.</summary>
    public bool CanBeChecked => Connection.State == ConnectionState.NeedsReauthorization && Session is { Ciphertext: not null };

    /// <summary>Whether it is a person's, so that another one is kept out.</summary>
    public bool IsHeld => Connection.State is not (ConnectionState.Disconnected or ConnectionState.Pending);

    /// <summary>Until when another user may take it over; null where none may.</summary>
    public DateTimeOffset? OtherUserUntil => Connection.AllowsAnotherUser(Now) ? Connection.OtherUserAllowedUntil : null;

    public bool NeedsUser => Connection is { State: ConnectionState.NeedsReauthorization, Kind: ConnectionKind.AuthorizationCode };

    public string KeepAliveText => Connection.KeepAlive switch
    {
        KeepAlivePreference.Warm => "Pinned warm",
        KeepAlivePreference.Idle => "Only kept from lapsing",
        KeepAlivePreference.Adaptive => "Warm while apps use it",
        _ => Session?.DueClass == DueClass.Warm ? "As configured: warm now" : "As configured",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, string? only, long? before, CancellationToken cancellationToken)
    {
        Place = new HistoryPlace(only == Trouble, before);
        if (await files.ReadAsync(id, Place, cancellationToken) is not { } file)
        {
            return NotFound();
        }

        Dossier = file;
        var query = Request.Query;
        Told = SnakeCase.TryRead<ConnectionDeed>(query["deed"].ToString(), out var deed) && SnakeCase.TryRead<DeedResult>(query["result"].ToString(), out var result)
            ? DeedText.Of(deed, result)
            : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? deed, CancellationToken cancellationToken)
    {
        if (!SnakeCase.TryRead<ConnectionDeed>(deed ?? "", out var asked))
        {
            return BadRequest();
        }

        var result = await deeds.RunAsync(asked, id, Actors.Admin(User.AdminSession()?.Name ?? "administrator"), cancellationToken);
        return (asked, result) switch
        {
            (_, DeedResult.NotFound) => NotFound(),
            (ConnectionDeed.Delete, _) => Redirect("/admin/connections"),
            _ => Redirect($"/admin/connections/{id}?deed={deed}&result={SnakeCase.Write(result)}"),
        };
    }

    /// <summary>The page with another part of the history.</summary>
    public string At(bool onlyTrouble, long? before) =>
        $"/admin/connections/{Connection.Id}{QueryString.Create(new Dictionary<string, string?> { ["only"] = onlyTrouble ? Trouble : null, ["before"] = before?.ToString(CultureInfo.InvariantCulture) }.Where(part => part.Value is not null))}#timeline";
}
