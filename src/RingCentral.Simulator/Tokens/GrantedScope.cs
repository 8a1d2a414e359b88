using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Tokens;

/// <summary>Scopes are app permissions; a request may narrow them, never widen them (RINGCENTRAL sections 3 and 9).</summary>
internal static class GrantedScope
{
    private static readonly string[] Identity = ["openid", "email", "profile"];

    public static string Of(App app, SwitchValues switches)
    {
        return switches.GrantedPermissions.Length > 0 ? switches.GrantedPermissions : app.Scope;
    }

    /// <summary>The part of <paramref name="granted"/> that was asked for; null where nothing of it is left.</summary>
    public static string? Narrow(string granted, string? asked)
    {
        var names = (asked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Identity).ToHashSet();
        if (names.Count == 0)
        {
            return granted;
        }

        var kept = granted.Split(' ').Where(names.Contains).ToList();
        return kept.Count == 0 ? null : string.Join(' ', kept);
    }

    public static bool AsksOpenId(string? scope)
    {
        return scope is not null && scope.Split(' ').Contains("openid");
    }
}
