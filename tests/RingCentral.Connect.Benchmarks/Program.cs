using RingCentral.Connect.Benchmarks;
using RingCentral.Connect.Benchmarks.Rows;
using RingCentral.Connect.Benchmarks.Servers;

if (args is [BareServer.Command, var database])
{
    await BareServer.RunAsync(database);
    return 0;
}

IBenchmark[] benchmarks =
[
    new SimulatorBenchmark(), new RotationBenchmark(), new WaitBenchmark(), new FleetBenchmark(), new ListBenchmark(), new StartBenchmark(), new ImportBenchmark(),
    new TokenBenchmark(), new ColdTokenBenchmark(),
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
