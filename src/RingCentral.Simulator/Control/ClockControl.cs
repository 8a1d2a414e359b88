using RingCentral.Simulator.Clock;

namespace RingCentral.Simulator.Control;

/// <summary>Time moves on for the simulator alone.</summary>
internal sealed class ClockControl(SimulatorClock clock)
{
    private sealed record Body(TimeSpan Advance);

    public async Task ShowAsync(HttpContext http)
    {
        await ControlJson.WriteAsync(http.Response, new { now = clock.GetUtcNow(), advanced_by = clock.Offset }, http.RequestAborted);
    }

    public async Task AdvanceAsync(HttpContext http)
    {
        var body = await ControlJson.ReadAsync<Body>(http.Request, http.RequestAborted);
        clock.Advance(Check(body.Advance));
        await ShowAsync(http);
    }

    public static TimeSpan Check(TimeSpan advance)
    {
        return advance >= TimeSpan.Zero && advance <= TimeSpan.FromDays(3660)
            ? advance
            : throw new ControlProblem("advance is a duration like 7.00:00:00, forwards only, at most ten years.");
    }
}
