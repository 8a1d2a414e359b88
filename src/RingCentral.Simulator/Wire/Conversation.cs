using RingCentral.Simulator.Clock;
using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Journal;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Switches;

namespace RingCentral.Simulator.Wire;

/// <summary>Takes every request of the simulated server from arrival to answer: switches, faults, limits, work, faults again, journal.</summary>
internal sealed class Conversation(SwitchBoard switches, FaultBoard faults, RateLimiter limiter, ReplyWriter writer, Recorder recorder, SimulatorClock clock)
{
    public RequestDelegate For(string path, Operation operation)
    {
        return http => HandleAsync(http, path, operation);
    }

    private async Task HandleAsync(HttpContext http, string path, Operation operation)
    {
        var exchange = new Exchange(http, path, clock.GetUtcNow(), switches.Everybody);
        var early = await operation.IdentifyAsync(exchange, http.RequestAborted);
        var fault = faults.Any ? faults.Take(exchange.Subject) : null;
        exchange.Switches = switches.For(exchange.Subject);
        try
        {
            var reply = fault is null ? null : await faults.BeforeAsync(fault, exchange, http.RequestAborted);
            reply ??= early ?? limiter.Check(exchange, operation.GroupOf(exchange)) ?? operation.Answer(exchange);
            recorder.Record(exchange, reply, fault);
            await writer.WriteAsync(exchange, reply, fault, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client hung up on a held, delayed or dripping answer: that is what such faults are for.
        }
        finally
        {
            exchange.Afterwards?.Invoke();
        }
    }
}
