using System.Globalization;
using System.Text.Json;

namespace RingCentral.Connect.Benchmarks;

/// <summary>A table on screen and JSON under artifacts/bench.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task WriteAsync(string name, IReadOnlyList<Figure> figures)
    {
        await Console.Out.WriteLineAsync($"{"work",-40} {"measured",-22} {"held against",-22} {"ratio",7}  goal");
        foreach (var figure in figures)
        {
            var ratio = figure.Ratio.ToString("0.000", CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync($"{figure.Work,-40} {figure.Measured,-22} {figure.Against,-22} {ratio,7}  {Verdict(figure)}");
        }

        var folder = Path.Combine(Root(), "artifacts", "bench");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { name, processors = Environment.ProcessorCount, figures }, Json));
        await Console.Out.WriteLineAsync($"Written to {Path.GetRelativePath(Root(), file)}");
    }

    private static string Verdict(Figure figure) => figure.Goal.Length == 0 ? "no goal" : $"{figure.Goal}: {(figure.Met ? "met" : "MISSED")}";

    /// <summary>The repository, from artifacts/bin/PROJECT/CONFIGURATION.</summary>
    public static string Root()
    {
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", ".."));
    }
}
