using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Sessions;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Control;

/// <summary>What happened, in numbers. An outcome is "200", "400 OAU-213", or "no_answer" where the connection was closed instead.</summary>
internal sealed class CounterControl(Counters counters, SessionStore sessions, FaultBoard faults, SimulatorClock clock)
{
    public async Task ShowAsync(HttpContext http)
    {
        var now = clock.GetUtcNow();
        var outcomes = counters.Outcomes.ToList();
        await ControlJson.WriteAsync(http.Response, new
        {
            now,
            token = outcomes.Where(outcome => outcome.Key.Grant is not null)
                .GroupBy(outcome => outcome.Key.Grant!)
                .ToDictionary(group => group.Key, Sum),
            requests = outcomes.GroupBy(outcome => outcome.Key.Path).ToDictionary(group => group.Key, Sum),
            rotations = counters.Rotations,
            grace_repeats = counters.GraceRepeats,
            sessions = new
            {
                alive = Alive(now.UtcTicks),
                opened = counters.SessionsOpened,
                ended = counters.SessionsEnded.Where(ended => ended.Count > 0)
                    .ToDictionary(ended => SwitchCatalogue.NameOf(ended.Reason.ToString()), ended => ended.Count),
            },
            faults = new { pending = faults.Pending.Count, applied = counters.FaultsApplied.ToDictionary(fault => fault.Kind, fault => fault.Count) },
            held = counters.Held,
        }, http.RequestAborted);
    }

    /// <summary>Looks at every session, so that those which time has ended are counted as ended first.</summary>
    public int Alive(long now)
    {
        var alive = 0;
        for (var session = sessions.Table.Count - 1; session >= 0; session--)
        {
            alive += sessions.Look(session, now).Ended == EndReason.None ? 1 : 0;
        }

        return alive;
    }

    private static Dictionary<string, long> Sum(IEnumerable<(OutcomeKey Key, long Count)> outcomes)
    {
        return outcomes.GroupBy(outcome => NameOf(outcome.Key)).ToDictionary(group => group.Key, group => group.Sum(outcome => outcome.Count));
    }

    private static string NameOf(in OutcomeKey key)
    {
        return key.Status == 0 ? "no_answer" : key.Code is null ? $"{key.Status}" : $"{key.Status} {key.Code}";
    }
}
