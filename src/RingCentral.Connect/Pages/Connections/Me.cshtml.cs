using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.Connecting.Mine;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Pages.Display;
using RingCentral.Connect.Pages.Texts;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Connections;

/// <summary>A person's own connection: what is connected, how it does, what happened, and the ways out.</summary>
[Authorize(ConnectingExtensions.PersonPolicy)]
internal sealed class MeModel(MyConnection mine, EndUserTexts texts) : PageModel
{
    private ConnectionSnapshot _snapshot = null!;

    public Connection Connection => _snapshot.Connection;

    public DisplayState State => DisplayState.Of(_snapshot);

    public IReadOnlyList<HistoryEntry> History { get; private set; } = [];

    public IReadOnlyList<string> Rights => texts.Rights(Connection.Scope);

    public bool IsConnected => Connection.State == ConnectionState.Active;

    public bool NeedsUser => Connection is { State: ConnectionState.NeedsReauthorization, Kind: ConnectionKind.AuthorizationCode };

    public bool CanSignInAgain => Connection is { State: ConnectionState.Active or ConnectionState.NeedsReauthorization, Kind: ConnectionKind.AuthorizationCode };

    public bool CanDisconnect => Connection.State is not ConnectionState.Disconnected;

    public string ReconnectPath => ConnectPaths.InLanguage(ConnectPaths.MineReconnect, Languages.ChosenIn(HttpContext));

    /// <summary>What its texts are called.</summary>
    public string Verdict => Connection.State switch
    {
        ConnectionState.Pending => "mine.pending",
        _ => $"mine.{State.Key.Replace('-', '_')}",
    };

    public string Lead => Connection.State switch
    {
        ConnectionState.NeedsReauthorization or ConnectionState.Blocked => texts[$"{Verdict}.lead", texts.Why(Connection.Reason), texts.App],
        _ => texts.ForApp($"{Verdict}.lead"),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await mine.FindAsync(User, cancellationToken) is not { } snapshot)
        {
            return await OnPostSignOutAsync();
        }

        _snapshot = snapshot;
        History = HistoryEntry.Of(snapshot, await mine.HistoryAsync(Connection.Id, cancellationToken), texts);
        return Page();
    }

    public async Task<IActionResult> OnPostDisconnectAsync(CancellationToken cancellationToken)
    {
        await mine.DisconnectAsync(User, cancellationToken);
        return Redirect(ConnectPaths.InLanguage(ConnectPaths.Mine, Languages.ChosenIn(HttpContext)));
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(ConnectingExtensions.PersonScheme);
        return Redirect(ConnectPaths.InLanguage(ConnectPaths.Home, Languages.ChosenIn(HttpContext)));
    }
}
