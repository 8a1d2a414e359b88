using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Users;

namespace RingCentral.Simulator.Control.Page;

/// <summary>How things stand, and the clock.</summary>
internal sealed class SummarySection(CounterControl control, Counters counters, FaultBoard faults, UserDirectory users, SimulatorClock clock)
{
    public Html Write()
    {
        var now = clock.GetUtcNow();
        var alive = control.Alive(now.UtcTicks);
        var ended = counters.SessionsEnded.Sum(pair => pair.Count);
        return Html.Of($"""
            <section data-live="summary" aria-labelledby="summary">
              <h1 id="summary">{Sentence(alive)}</h1>
              <ul class="tiles">
                {Tile("Sessions alive", alive)}{Tile("Sessions ended", ended)}{Tile("Rotations", counters.Rotations)}
                {Tile("Repeats in grace", counters.GraceRepeats)}{Tile("Faults waiting", faults.Pending.Count)}{Tile("Replies held", counters.Held)}
              </ul>
            </section>
            <section class="panel" aria-labelledby="clock">
              <h2 id="clock">Clock</h2>
              <p data-live="clock">It is <strong>{Words.Instant(now)}</strong> here, {Ahead()}.</p>
              <form method="post" action="/_control/page/clock" class="row">
                <button class="btn" name="advance" value="01:00:00">1 hour on</button>
                <button class="btn" name="advance" value="1.00:00:00">1 day on</button>
                <button class="btn" name="advance" value="7.00:00:00" data-testid="clock-week">7 days on</button>
              </form>
            </section>

            """);
    }

    private string Sentence(int alive)
    {
        return alive switch
        {
            0 => $"No session of {users.Count} made-up users is alive",
            1 => $"One session of {users.Count} made-up users is alive",
            _ => $"{alive} sessions of {users.Count} made-up users are alive",
        };
    }

    private string Ahead()
    {
        return clock.Offset == TimeSpan.Zero ? "the same time as on this machine" : $"{Words.Duration(clock.Offset)} ahead of this machine";
    }

    private static Html Tile(string label, long number)
    {
        return Html.Of($"""<li><span class="figure">{number}</span> <small>{label}</small></li>""");
    }
}
