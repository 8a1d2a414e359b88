using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control.Page;

/// <summary>GET /_control: everything that can be seen and done, on one page that works without scripts.</summary>
internal sealed class ControlPage(
    SummarySection summary, UsersSection users, SessionsSection sessions, FaultsSection faults, SwitchesSection switches, RequestsSection requests)
{
    public async Task ShowAsync(HttpContext http)
    {
        await WriteAsync(http, null);
    }

    public async Task WriteAsync(HttpContext http, ControlProblem? problem)
    {
        var notice = problem is null ? Html.None : Html.Of($"""<p class="notice" role="alert" data-testid="problem">{problem.Message} Nothing was changed.</p>""");
        var page = Layout.Page("Control page", Html.Of($"""
            {notice}{summary.Write()}
            {users.Write()}
            {sessions.Write()}
            {faults.Write()}
            {switches.Write()}
            {requests.Write()}
            """), problem?.Status ?? 200, wide: true);
        http.Response.StatusCode = page.Status;
        http.Response.ContentType = page.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = page.ContentSecurityPolicy;
        await http.Response.Body.WriteAsync(page.Body, http.RequestAborted);
    }
}

/// <summary>How times and durations read on the page.</summary>
internal static class Words
{
    public static string Duration(TimeSpan time)
    {
        return time switch
        {
            { Ticks: < 0 } => "over",
            { TotalMinutes: < 1 } => $"{time.Seconds} s",
            { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
            { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
            _ => $"{(int)time.TotalDays} d {time.Hours} h",
        };
    }

    public static string Plain(string identifier)
    {
        return SwitchCatalogue.NameOf(identifier).Replace('_', ' ');
    }

    public static string Instant(DateTimeOffset time)
    {
        return time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + " UTC";
    }
}
