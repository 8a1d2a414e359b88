using Hangfire.Server;

namespace RingCentral.Connect.KeepAlive.Sweeping;

/// <summary>
/// The heartbeat: the sweep as a background process inside every Hangfire server. Hangfire's recurring scheduler is not used for it, since a
/// node that is killed can leave its distributed lock behind.
/// </summary>
internal sealed class Sweep(Sweeper sweeper) : IBackgroundProcess
{
    public void Execute(BackgroundProcessContext context) => sweeper.RunAsync(context.StoppingToken).GetAwaiter().GetResult();
}
