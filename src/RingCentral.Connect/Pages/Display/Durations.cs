using System.Globalization;

namespace RingCentral.Connect.Pages.Display;

/// <summary>Durations and moments in words: two units, relative under a day.</summary>
internal static class Durations
{
    /// <summary>Such as <c>2 d 19 h</c>, <c>53 min</c> or <c>12 s</c>.</summary>
    public static string InWords(TimeSpan duration)
    {
        var time = duration.Duration();
        return time switch
        {
            { TotalDays: >= 1 } => $"{time.Days} d {time.Hours} h",
            { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} min",
            { TotalMinutes: >= 1 } => $"{time.Minutes} min",
            _ => $"{time.Seconds} s",
        };
    }

    /// <summary>Such as <c>14 min ago</c>, <c>in 5 min</c>, <c>just now</c> or <c>4 Nov, 09:26</c>.</summary>
    public static string Relative(DateTimeOffset moment, DateTimeOffset now)
    {
        var distance = moment - now;
        return distance.Duration() switch
        {
            { TotalSeconds: < 5 } => "just now",
            { TotalDays: >= 1 } => moment.ToString(moment.Year == now.Year ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture),
            _ when distance > TimeSpan.Zero => $"in {InWords(distance)}",
            _ => $"{InWords(distance)} ago",
        };
    }
}
