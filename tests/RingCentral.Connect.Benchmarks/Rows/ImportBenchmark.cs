using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.Benchmarks.Installations;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>How long 100,000 sessions take to come in by the command line, and again where the same file is sent once more to replace.</summary>
internal sealed class ImportBenchmark : IBenchmark
{
    private const int Lines = 100_000;
    private static readonly TimeSpan Goal = TimeSpan.FromMinutes(2);

    public string Name => "import";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(cancellationToken);
        var database = await installation.CreateDatabaseAsync("import", cancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, Enumerable.Range(1, Lines).Select(Line), cancellationToken);
            return
            [
                await MeasureAsync("import of 100,000 sessions", database, "\"created\"", cancellationToken, "connections", "import", file),
                await MeasureAsync("the same again, to replace", database, "\"exists\"", cancellationToken, "connections", "import", file, "--on-conflict", "replace"),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Figure> MeasureAsync(string work, string database, string status, CancellationToken cancellationToken, params string[] command)
    {
        var started = Stopwatch.GetTimestamp();
        var answers = await Installation.CommandAsync(database, cancellationToken, command);
        var time = Stopwatch.GetElapsedTime(started);
        var answered = answers.Split('\n').Count(line => line.Contains(status, StringComparison.Ordinal));
        return answered == Lines
            ? new Figure(work, Seconds(time), Seconds(Goal), time / Goal, "less than 1", time < Goal)
            : throw new InvalidOperationException($"{answered} lines were answered with {status}.");
    }

    private static string Line(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"external_id":"user-{{number}}","access_token":"{{Token('A', number)}}","token_type":"bearer","expires_in":3600,"refresh_token":"{{Token('R', number)}}","refresh_token_expires_in":604800,"scope":"ReadAccounts ReadCallLog SMS","owner_id":"{{number}}","account_id":"{{number / 20}}","session_id":"s-{{number}}","endpoint_id":"e-{{number}}","metadata":{"plan":"gold"} }""");

    /// <summary>As long as RingCentral's.</summary>
    private static string Token(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:D10}").PadRight(120, 'x');

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
