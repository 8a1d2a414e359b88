using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using RingCentral.Simulator.Journal;

namespace RingCentral.Simulator.Faults;

/// <summary>What goes wrong after the work was done: the answer is kept back, cut, dripped or lost.</summary>
internal sealed class WireFaults(FaultBoard faults, Counters counters)
{
    public async ValueTask WriteAsync(Fault fault, HttpContext http, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        switch (fault.Kind)
        {
            case FaultKind.LoseReply:
                http.Abort();
                return;
            case FaultKind.Reset:
                Reset(http);
                return;
            case FaultKind.HoldReply:
                await HoldAsync(fault, cancellationToken);
                break;
            case FaultKind.Truncate:
                // The length promises more than comes, as when a proxy dies in the middle.
                await http.Response.Body.WriteAsync(body[..(body.Length / 2)], cancellationToken);
                await http.Response.Body.FlushAsync(cancellationToken);
                http.Abort();
                return;
            case FaultKind.Drip:
                await DripAsync(fault, http.Response, body, cancellationToken);
                return;
            default:
                break;
        }

        await http.Response.Body.WriteAsync(body, cancellationToken);
    }

    private async Task HoldAsync(Fault fault, CancellationToken cancellationToken)
    {
        counters.HoldBegins();
        try
        {
            await faults.PauseAsync(fault.Delay, cancellationToken);
        }
        finally
        {
            counters.HoldEnds();
        }
    }

    private async Task DripAsync(Fault fault, HttpResponse response, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        const int Drops = 20;
        var pause = (fault.Delay ?? TimeSpan.FromSeconds(2)) / Drops;
        var size = Math.Max(1, body.Length / Drops);
        for (var at = 0; at < body.Length; at += size)
        {
            await response.Body.WriteAsync(body.Slice(at, Math.Min(size, body.Length - at)), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            await faults.PauseAsync(pause, cancellationToken);
        }
    }

    /// <summary>Lingering for no time at all makes the operating system send RST instead of FIN.</summary>
    private static void Reset(HttpContext http)
    {
        if (http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }

        http.Abort();
    }
}
