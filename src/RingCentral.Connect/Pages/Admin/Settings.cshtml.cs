using Microsoft.AspNetCore.Mvc.RazorPages;
using RingCentral.Connect.Administration.Settings;

namespace RingCentral.Connect.Pages.Admin;

/// <summary>Every setting with its value and where that came from; to read only.</summary>
internal sealed class SettingsModel(SettingsReader settings) : PageModel
{
    public IReadOnlyList<IGrouping<string, Setting>> Sections { get; private set; } = [];

    public void OnGet() => Sections = [.. settings.Read().GroupBy(setting => setting.Section).OrderBy(section => section.Key, StringComparer.Ordinal)];
}
