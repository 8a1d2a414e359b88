using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.FaultTests.Kit;

/// <summary>Kills nodes and starts them again, each by one hand at a time.</summary>
internal sealed class NodeKiller(Fleet fleet) : IDisposable
{
    private const int StartAttempts = 5;

    private readonly IReadOnlyDictionary<ServiceProcess, SemaphoreSlim> _hands = fleet.Nodes.ToDictionary(node => node, _ => new SemaphoreSlim(1));
    private int _kills;

    public int Kills => _kills;

    /// <summary>
    /// kill -9, and a start as soon as the process is gone. Ends when the node answers. A node that is just being started again is let be: kills that queue up would
    /// keep a whole fleet down for as long as its starts take, and a run would say something of the machine and nothing of the service.
    /// </summary>
    public async Task KillAsync(int number)
    {
        var node = fleet.Nodes[number % fleet.Nodes.Count];
        if (!await _hands[node].WaitAsync(TimeSpan.Zero))
        {
            return;
        }

        try
        {
            Interlocked.Increment(ref _kills);
            await node.KillAsync();
            await StartAsync(node);
        }
        finally
        {
            _hands[node].Release();
        }
    }

    public void Dispose()
    {
        foreach (var hand in _hands.Values)
        {
            hand.Dispose();
        }
    }

    /// <summary>A node that finds no database ends: whoever supervises it starts it again.</summary>
    private static async Task StartAsync(ServiceProcess node)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await node.StartAgainAsync();
                return;
            }
            catch (Exception exception) when (attempt < StartAttempts && exception is not OperationCanceledException)
            {
                await node.KillAsync();
            }
        }
    }
}
