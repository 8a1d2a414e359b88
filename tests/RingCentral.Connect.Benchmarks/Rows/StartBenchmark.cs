using System.Globalization;
using RingCentral.Connect.Benchmarks.Installations;

namespace RingCentral.Connect.Benchmarks.Rows;

/// <summary>How long a node takes from its start to the first 200 of <c>/health/ready</c>, on a migrated database.</summary>
internal sealed class StartBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(3);

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var installation = await Installation.StartAsync(cancellationToken);
        var database = await installation.CreateDatabaseAsync("connect", cancellationToken);
        var seconds = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            await using var node = await Installation.ServeAsync(database, new Uri("http://127.0.0.1:9"), cancellationToken);
            if (round > 0)
            {
                seconds.Add(node.StartedWithin.TotalSeconds);
            }
        }

        var ratio = Medians.Of(seconds) / Goal.TotalSeconds;
        return [new Figure("start", Medians.Of(seconds).ToString("0.00 s", CultureInfo.InvariantCulture), "3 s", ratio, "less than 1", ratio < 1)];
    }
}
