using System.Globalization;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Pages.Display;

/// <summary>The auth budget in a sentence.</summary>
internal static class BudgetText
{
    public static string Of(BudgetReading budget)
    {
        if (budget.Limit is not { } limit)
        {
            return "No limit is set for requests to RingCentral’s sign-in and token endpoints.";
        }

        var scope = budget.Scope == AuthBudgetScope.User ? "for each user" : "for the whole app";
        var window = budget.Window == TimeSpan.FromMinutes(1) ? "a minute" : string.Create(CultureInfo.InvariantCulture, $"in {budget.Window.TotalSeconds:0.#} seconds");
        return string.Create(CultureInfo.InvariantCulture, $"{limit:N0} requests {window} {scope}, {Source(budget.Source)}.");
    }

    /// <summary>Whether the budget carries the fleet, and how much more it would.</summary>
    public static string Forecast(FleetReading needs)
    {
        if (needs.BudgetPerMinute is not { } allowed)
        {
            return "";
        }

        var needed = needs.WarmPerMinute + needs.IdlePerMinute;
        if (!needs.IsCarried)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Too little: {needed:0.#} requests a minute are needed, and {allowed:0.#} are there.");
        }

        return needs is { Warm: > 0, WarmPerMinute: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"Enough for about {Math.Floor((allowed - needs.IdlePerMinute) / (needs.WarmPerMinute / needs.Warm)):N0} warm connections; there are {needs.Warm:N0}.")
            : "Enough for the fleet as it is used now.";
    }

    private static string Source(AuthBudgetSource source) => source switch
    {
        AuthBudgetSource.Configured => "as configured",
        AuthBudgetSource.Observed => "as RingCentral’s replies tell",
        _ => "assumed until RingCentral’s replies tell or you configure it",
    };
}
