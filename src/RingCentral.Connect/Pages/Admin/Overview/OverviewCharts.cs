using System.Globalization;
using RingCentral.Connect.Administration.Dashboard;
using RingCentral.Connect.Pages.Display.Charts;
using RingCentral.Connect.Vault.Fleet;

namespace RingCentral.Connect.Pages.Admin.Overview;

/// <summary>The overview's charts.</summary>
internal static class OverviewCharts
{
    private const string Calm = "f-data";
    private const string Warn = "f-warn";
    private const string Act = "f-act";

    /// <summary>When sessions would lapse if keep-alive stopped.</summary>
    public static BarChart Lapses(FleetCensus census)
    {
        var hours = (int)FleetCensus.LapseStep.TotalHours;
        var bars = census.Lapses.Select((count, step) => new Bar($"{StepName(step, hours)}: {Number(count)}", new BarPart(step < 2 ? Act : step < 4 ? Warn : Calm, count)));
        var ticks = Enumerable.Range(0, 8).Select(day => new Tick(day == 0 ? "now" : $"{day} d", day * 24.0 / hours));
        var days = Days(census).Where(day => day.Count > 0).Select(day => $"{Number(day.Count)} {day.Name}").ToList();
        return new BarChart(days.Count == 0 ? "No session would lapse." : $"Sessions that would lapse: {string.Join(", ", days)}.", [.. bars], [.. ticks]);
    }

    /// <summary>The same by days.</summary>
    public static IEnumerable<(string Name, long Count)> Days(FleetCensus census)
    {
        var perDay = (int)(TimeSpan.FromDays(1) / FleetCensus.LapseStep);
        return census.Lapses.Chunk(perDay).Select((counts, day) => (DayName(day, day * perDay == FleetCensus.LapseSteps - 1), counts.Sum()));
    }

    /// <summary>How rotations of the last 24 hours ended.</summary>
    public static BarChart Rotations(IReadOnlyList<RotationHour> hours)
    {
        var bars = hours.Select(hour => new Bar(
            $"{Hour(hour.From)}: {string.Join(", ", Words(hour))}", new(Calm, hour.Rotated), new(Warn, hour.Postponed + hour.HeldBack), new(Act, hour.Ended)));
        var ticks = hours.Select((hour, at) => (hour, at)).Where(entry => entry.at % 4 == 0).Select(entry => new Tick(entry.hour.From.ToString("HH:mm", CultureInfo.InvariantCulture), entry.at));
        return new BarChart(
            $"Rotations by the hour: {Number(hours.Sum(hour => hour.Rotated))} renewed, {Number(hours.Sum(hour => hour.Postponed))} put off, {Number(hours.Sum(hour => hour.HeldBack))} held back, {Number(hours.Sum(hour => hour.Ended))} ended.",
            [.. bars],
            [.. ticks]);
    }

    /// <summary>How many had to sign in again, by the day.</summary>
    public static BarChart Flagged(IReadOnlyList<(DateOnly Day, long Count)> days)
    {
        var bars = days.Select(day => new Bar($"{Day(day.Day)}: {Number(day.Count)}", new BarPart(Act, day.Count)));
        var ticks = days.Select((day, at) => (day.Day, at)).Where(entry => entry.at % 7 == 2).Select(entry => new Tick(Day(entry.Day), entry.at + 0.5));
        return new BarChart($"Reauthorizations needed by the day, {Number(days.Sum(day => day.Count))} in 30 days, at most {Number(days.Max(day => day.Count))} on one day.", [.. bars], [.. ticks]);
    }

    /// <summary>An hour in UTC.</summary>
    public static string Hour(DateTimeOffset from) => $"{from.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} to {from.UtcDateTime.AddHours(1).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>A day without its year.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Words(RotationHour hour)
    {
        (long Count, string Word)[] parts = [(hour.Rotated, "renewed"), (hour.Postponed, "put off"), (hour.HeldBack, "held back"), (hour.Ended, "ended")];
        return parts.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.Word}");
    }

    private static string StepName(int step, int hours) =>
        step == FleetCensus.LapseSteps - 1 ? $"After {step * hours / 24} days" : $"{step * hours} to {(step + 1) * hours} hours";

    private static string DayName(int day, bool isRest) => isRest ? $"after {day} days" : day == 0 ? "within a day" : $"in {day} to {day + 1} days";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
