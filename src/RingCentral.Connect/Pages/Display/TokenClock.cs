using System.Globalization;

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

    private static string Percent(TimeSpan part, TimeSpan whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(100 * (part / whole), 0, 100):0.#}%");
}
