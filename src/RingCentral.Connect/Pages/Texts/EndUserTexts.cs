using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Branding;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Pages.Texts;

/// <summary>What end users read, in their language and under the operator's name.</summary>
internal sealed class EndUserTexts(IStringLocalizer<PageTexts> texts, IOptions<BrandingOptions> branding)
{
    /// <summary>RingCentral's permissions that let an app change settings; without them it is said that it cannot.</summary>
    private static readonly string[] ChangesSettings = ["EditExtensions", "EditAccounts"];

    /// <summary>The app's name.</summary>
    public string App => branding.Value.AppName;

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string this[string key, params object[] arguments] =>
        texts[key, arguments] is { ResourceNotFound: false } text ? text.Value : throw new KeyNotFoundException($"There is no text '{key}'.");

    /// <summary>A text that names the app.</summary>
    public string ForApp(string key) => this[key, App];

    /// <summary>What granted permissions let the app do, a sentence each, each once.</summary>
    public IReadOnlyList<string> Rights(string scope) =>
        [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Right).Distinct()];

    /// <summary>Whether the permissions leave settings alone.</summary>
    public static bool LeavesSettingsAlone(string scope) => !scope.Split(' ').Intersect(ChangesSettings).Any();

    /// <summary>What a person can make of the reason.</summary>
    public string Why(StateReason? reason) => reason switch
    {
        StateReason.TokenRevoked or StateReason.SessionEnded => this["why.session_ended"],
        StateReason.JwtInvalid or null => this["why.other"],
        { } other => this[$"why.{SnakeCase.Write(other)}"],
    };

    private string Right(string permission) => texts[$"right.{permission}"] is { ResourceNotFound: false } text ? text.Value : this["right.other", permission];
}
