using RingCentral.Connect.FaultTests.Kit;
using RingCentral.Connect.TestKit.Programs;

namespace RingCentral.Connect.FaultTests.Load;

/// <summary>One node after another is stopped as an operator stops it, and started again; the next one not before it is ready.</summary>
internal static class RollingRestart
{
    public static async Task RunAsync(Fleet fleet)
    {
        foreach (ServiceProcess node in fleet.Nodes)
        {
            await node.StopAsync();
            await node.StartAgainAsync();
        }
    }
}
