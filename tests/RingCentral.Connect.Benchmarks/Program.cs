using Npgsql;
using RingCentral.Connect.Benchmarks;
using RingCentral.Connect.Benchmarks.Rows;
using RingCentral.Connect.Benchmarks.Seeding;
using RingCentral.Connect.Benchmarks.Servers;

if (args is [BareServer.Command, var database])
{
    await BareServer.RunAsync(database);
    return 0;
}

// A fleet to look at: ./bench.sh seed COUNT CONNECTION-STRING fills a database that "migrate" has made.
if (args is ["seed", var count, var target] && int.TryParse(count, out var size) && size > 0)
{
    await using var source = NpgsqlDataSource.Create(target);
    await FleetSeed.FillAsync(source, size, CancellationToken.None);
    await FleetSeed.VaryAsync(source, CancellationToken.None);
    await Console.Out.WriteLineAsync($"{size} connections. Their pairs open for nobody.");
    return 0;
}

IBenchmark[] benchmarks =
[
    new SimulatorBenchmark(), new RotationBenchmark(), new WaitBenchmark(), new FleetBenchmark(), new ListBenchmark(), new DashboardBenchmark(), new StartBenchmark(), new ImportBenchmark(),
    new TokenBenchmark(), new ColdTokenBenchmark(), new ScaleBenchmark(),
];
var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)).ToList();
if (chosen.Count == 0)
{
    await Console.Error.WriteLineAsync($"Known benchmarks: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
    return 2;
}

foreach (var benchmark in chosen)
{
    await Report.WriteAsync(benchmark.Name, await benchmark.RunAsync(CancellationToken.None));
}

return 0;
