using System.Globalization;

namespace RingCentral.Connect.Pages.Display.Charts;

/// <summary>A part of a bar.</summary>
/// <param name="Look">Class of the rectangle: <c>f-data</c>, <c>f-warn</c>, <c>f-act</c>.</param>
/// <param name="Value">How much.</param>
internal sealed record BarPart(string Look, long Value);

/// <summary>A bar of a chart.</summary>
/// <param name="Title">What it says when one points at it.</param>
/// <param name="Parts">From the ground up.</param>
internal sealed record Bar(string Title, params IReadOnlyList<BarPart> Parts)
{
    /// <summary>Its whole height.</summary>
    public long Sum => Parts.Sum(part => part.Value);
}

/// <summary>A word below the ground line.</summary>
/// <param name="Text">The word.</param>
/// <param name="At">Where, in bars from the left; between two bars where it is whole.</param>
internal sealed record Tick(string Text, double At);

/// <summary>
/// A bar chart as SVG, made on the server: x and width in per cent, y and height in pixels, so that it stretches while text keeps its size.
/// </summary>
/// <param name="Label">The chart in a sentence, for those who do not see it.</param>
/// <param name="Bars">From left to right.</param>
/// <param name="Ticks">What stands below.</param>
internal sealed record BarChart(string Label, IReadOnlyList<Bar> Bars, IReadOnlyList<Tick> Ticks)
{
    private const double Above = 22;
    private const double Plot = 136;
    private const double Below = 22;
    private const double Air = 0.11;

    /// <summary>The height of the drawing in pixels.</summary>
    public static double Height => Above + Plot + Below;

    /// <summary>Where the bars stand.</summary>
    public static double Ground => Above + Plot;

    /// <summary>Where words below the ground line stand.</summary>
    public static double WordsAt => Height - 4;

    /// <summary>The number at the upper edge.</summary>
    public long Top { get; } = RoundUp(Bars.Max(bar => bar.Sum));

    /// <summary>Lines across, with their numbers.</summary>
    public IEnumerable<(long Value, double Y)> Rules => Top == 0 ? [] : new[] { Top / 2.0, Top }.Where(value => value == Math.Floor(value)).Select(value => ((long)value, YOf(value)));

    /// <summary>The rectangles of a bar.</summary>
    public IEnumerable<(string Look, string X, string Y, string Width, string Height)> RectanglesOf(int bar)
    {
        var (share, below) = (100.0 / Bars.Count, 0L);
        foreach (var part in Bars[bar].Parts.Where(part => part.Value > 0))
        {
            var (bottom, top) = (YOf(below), YOf(below += part.Value));
            yield return (part.Look, Percent((bar + Air) * share), Number(top), Percent((1 - (2 * Air)) * share), Number(bottom - top));
        }
    }

    /// <summary>The number above the highest bar, which needs no pointing at.</summary>
    public (string Text, string X, string Y)? Peak
    {
        get
        {
            var highest = Bars.Max(bar => bar.Sum);
            var at = Bars.Select((bar, i) => (bar, i)).First(entry => entry.bar.Sum == highest).i;
            return highest == 0 ? null : (highest.ToString("N0", CultureInfo.InvariantCulture), Percent((at + 0.5) * 100 / Bars.Count), Number(YOf(highest) - 6));
        }
    }

    /// <summary>Where a tick stands, and whether its word begins, is centred or ends there.</summary>
    public (string X, string Anchor) PlaceOf(Tick tick)
    {
        var anchor = tick.At <= 0 ? "start" : tick.At >= Bars.Count ? "end" : "middle";
        return (Percent(tick.At * 100 / Bars.Count), anchor);
    }

    /// <summary>In pixels, or as the value of an attribute.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double value) => Number(value) + "%";

    private double YOf(double value) => Ground - (Top == 0 ? 0 : Plot * value / Top);

    /// <summary>1, 2, 4, 6 or 10 times a power of ten: half of each but the first is a whole number too.</summary>
    private static long RoundUp(long value)
    {
        if (value <= 1)
        {
            return value;
        }

        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(value)));
        return new long[] { 1, 2, 4, 6, 10 }.Select(step => step * power).First(top => top >= value);
    }
}
