using System.Diagnostics;
using System.Globalization;
using RingCentral.Connect.FaultTests.Kit;
using Xunit;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>Looks at the memory and processor time of nodes, again and again.</summary>
internal sealed class NodeWatch(Fleet fleet)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly List<Sample>[] _samples = [.. fleet.Nodes.Select(_ => new List<Sample>())];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Until it is enough.</summary>
    public async Task LookAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            for (var node = 0; node < _samples.Length; node++)
            {
                if (Read(fleet.Nodes[node].ProcessId) is { } sample)
                {
                    _samples[node].Add(sample);
                }
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The mean of what a node held in memory over some time of the run.</summary>
    public double Mebibytes(int node, TimeSpan from, TimeSpan to) =>
        _samples[node].Where(sample => sample.At >= from && sample.At < to).Average(sample => sample.Bytes) / (1 << 20);

    /// <summary>The most that it held.</summary>
    public double MostMebibytes(int node) => _samples[node].Max(sample => sample.Bytes) / (double)(1 << 20);

    /// <summary>A line for each node: memory every so often, and processor time since its last start.</summary>
    public IEnumerable<string> Lines(TimeSpan step) => _samples.Select((samples, node) =>
    {
        var values = samples.GroupBy(sample => (int)(sample.At / step)).Select(group => (group.Average(sample => sample.Bytes) / (1 << 20)).ToString("0", CultureInfo.InvariantCulture));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Node {node} ({string.Join(' ', fleet.Nodes[node].Settings.ServeArguments)}): {string.Join(' ', values)} MiB; {samples[^1].Processor.TotalSeconds:0} s of processor time since its last start");
    });

    private Sample? Read(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return new Sample(_watch.Elapsed, process.WorkingSet64, process.TotalProcessorTime);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It is being started again.
            return null;
        }
    }

    private sealed record Sample(TimeSpan At, long Bytes, TimeSpan Processor);
}
