using System.Globalization;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display;

/// <summary>A token's clock as a bar that drains from right to left, with a mark where the next rotation is planned.</summary>
/// <param name="Name">Which token.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ends.</param>
/// <param name="DueAt">When it is rotated next.</param>
/// <param name="Now">The time.</param>
internal sealed record TokenClock(string Name, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? DueAt, DateTimeOffset Now)
{
    /// <summary>What is left, in words.</summary>
    public string Left => Until switch
    {
        null => "None held",
        { } end when end <= Now => "Ended",
        { } end => Durations.InWords(end - Now),
    };

    /// <summary>Share of its life that is left, such as <c>76.7%</c>; null where there is none.</summary>
    public string? Fill => Until is { } end && end > Now ? Percent(end - Now, end - From) : null;

    /// <summary>Where the rotation is planned, from the left.</summary>
    public string? Mark => Until is { } end && DueAt is { } due && due < end ? Percent(end - due, end - From) : null;

    /// <summary>The clock of a connection's access token.</summary>
    public static TokenClock Access(ConnectionSnapshot row) =>
        new("Access", row.Session?.IssuedAt ?? row.ReadAt, IsHeld(row) ? row.Session!.AccessExpiresAt : null, row.Session?.DueAt, row.ReadAt);

    /// <summary>The clock of its refresh token.</summary>
    public static TokenClock Refresh(ConnectionSnapshot row) =>
        new("Refresh", row.Session?.IssuedAt ?? row.ReadAt, IsHeld(row) ? row.Session!.RefreshExpiresAt : null, row.Session?.DueAt, row.ReadAt);

    /// <summary>The end that the account has set to the whole session; null where it has set none.</summary>
    public static TokenClock? Limit(ConnectionSnapshot row) =>
        IsHeld(row) && row.Session!.SessionExpiresAt is { } end ? new("Limit", row.Session.AuthorizedAt ?? row.Connection.CreatedAt, end, null, row.ReadAt) : null;

    private static bool IsHeld(ConnectionSnapshot row) =>
        row is { Session.Ciphertext: not null, Connection.State: ConnectionState.Active or ConnectionState.Blocked or ConnectionState.Pending };

    private static string Percent(TimeSpan part, TimeSpan whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(100 * (part / whole), 0, 100):0.#}%");
}
