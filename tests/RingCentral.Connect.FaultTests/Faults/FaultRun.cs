using System.Diagnostics;
using RingCentral.Connect.FaultTests.Kit;
using Xunit;

namespace RingCentral.Connect.FaultTests.Faults;

/// <summary>Lets everything happen as scheduled, overlapping as it comes, and ends when all of it is over.</summary>
internal sealed class FaultRun(Fleet fleet, NodeKiller nodes, DatabaseTrouble database, People people)
{
    private readonly AimedKills _aimed = new(fleet, nodes);

    private static readonly int[] ErrorStatuses = [500, 502, 503, 504];

    public async Task RunAsync(IReadOnlyList<Step> schedule)
    {
        var watch = Stopwatch.StartNew();
        var underWay = new List<Task>();
        foreach (var step in schedule)
        {
            var wait = step.At - watch.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TestContext.Current.CancellationToken);
            }

            underWay.Add(DoAsync(step));
        }

        await fleet.Simulator.ClearFaultsAsync();
        await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (underWay.Where(step => step.IsFaulted || step.IsCanceled).ToList() is { Count: > 0 } failed)
        {
            // The first is often the consequence of a later one.
            throw new AggregateException("Steps of the run failed.", failed.Select(step => step.Exception ?? (Exception)new TaskCanceledException(step)));
        }

        await fleet.Simulator.ClearFaultsAsync();
    }

    private Task DoAsync(Step step) => step.What switch
    {
        Trouble.KillNode => nodes.KillAsync(step.Number),
        Trouble.KillBetweenReplyAndCommit => _aimed.BetweenReplyAndCommitAsync(),
        Trouble.KillAfterClaim => _aimed.AfterClaimAsync(),
        Trouble.KillDuringAsk => _aimed.DuringAskAsync(),
        Trouble.KillAfterCommit => _aimed.AfterCommitAsync(),
        Trouble.LoseReplies => fleet.Simulator.AddFaultAsync(new { kind = "lose_reply", grant = "refresh_token", count = Some(step, 8), share = 0.5 }),
        Trouble.CutReplies => fleet.Simulator.AddFaultAsync(new { kind = "truncate", grant = "refresh_token", count = Some(step, 5) }),
        Trouble.ResetConnections => fleet.Simulator.AddFaultAsync(new { kind = "reset", grant = "refresh_token", count = Some(step, 10), share = 0.5 }),
        Trouble.ServerErrors => fleet.Simulator.AddFaultAsync(
            new { kind = "status", status = ErrorStatuses[step.Number % ErrorStatuses.Length], grant = "refresh_token", count = Some(step, 15), share = 0.5 }),
        Trouble.RateLimit => fleet.Simulator.AddFaultAsync(
            new { kind = "status", status = 429, error_code = "CMN-301", retry_after = Some(step, 6), grant = "refresh_token", count = Some(step, 5) }),
        Trouble.SlowReplies => fleet.Simulator.AddFaultAsync(
            new { kind = "delay", delay = step.Number % 3 == 0 ? "00:00:27" : "00:00:04", grant = "refresh_token", count = Some(step, 3) }),
        Trouble.WebPages => fleet.Simulator.AddFaultAsync(new { kind = "html", grant = "refresh_token", count = Some(step, 3) }),
        Trouble.RestartDatabase => database.RestartAsync(crash: false),
        Trouble.CrashDatabase => database.RestartAsync(crash: true),
        Trouble.FreezeDatabase => database.FreezeAsync(),
        Trouble.SlowDatabase => database.SlowDownAsync(),
        Trouble.StepClock => fleet.StepClockAsync(step.Number),
        Trouble.Reconnect => people.ReconnectAsync(),
        Trouble.Disconnect => people.DisconnectAsync(),
        Trouble.ChangeMetadata => people.ChangeMetadataAsync(step.Number),
        Trouble.EndSession => people.EndSessionAsync(step.Number),
        _ => throw new InvalidOperationException($"Nobody knows how to do {step.What}."),
    };

    private static int Some(Step step, int most) => 1 + (step.Number % most);
}
