using System.ComponentModel;
using Hangfire;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>The sweep's safety net, and its face in Hangfire's dashboard: takes up whatever is due and was left lying.</summary>
internal sealed class SweepJob(Sweeper sweeper)
{
    /// <summary>Every minute.</summary>
    public const string Schedule = "* * * * *";

    [DisplayName("Sweep: rotate what is due")]
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await sweeper.SweepOnceAsync(cancellationToken))
        {
        }
    }
}
