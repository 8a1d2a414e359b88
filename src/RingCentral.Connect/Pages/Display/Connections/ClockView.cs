using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Pages.Display.Connections;

/// <summary>A clock of one connection with its explanation.</summary>
/// <param name="Title">Which.</param>
/// <param name="Clock">The clock.</param>
/// <param name="State">Its colour; null where there is nothing to notice.</param>
/// <param name="Note">What a clock of its kind means.</param>
internal sealed record ClockView(string Title, TokenClock Clock, DisplayState? State, string Note)
{
    /// <summary>The bar in a sentence.</summary>
    public string Label => Clock.Until is { } end && end > Clock.Now
        ? $"{Clock.Left} of {Durations.InWords(end - Clock.From)} left{(Clock.Mark is null ? "" : $"; a rotation is planned when {Durations.InWords(end - Clock.DueAt!.Value)} are left")}"
        : Clock.Left;

    /// <summary>Access token, refresh token, and the session's limit where there is one.</summary>
    public static IEnumerable<ClockView> Of(ConnectionSnapshot snapshot)
    {
        yield return new ClockView("Access token", TokenClock.Access(snapshot), null, "What apps call RingCentral with.");
        yield return new ClockView(
            "Refresh token", TokenClock.Refresh(snapshot), snapshot.Health == ConnectionHealth.AtRisk ? DisplayState.AtRisk : null,
            "What gets the next pair, once. Every rotation starts its clock afresh; when it runs out, the session is lost.");
        if (TokenClock.Limit(snapshot) is { } limit)
        {
            yield return new ClockView(
                "Session limit", limit, snapshot.Health == ConnectionHealth.Expiring ? DisplayState.Expiring : null, "Set by the account at RingCentral. No rotation can extend it; only its user can, by signing in again.");
        }
    }
}
