using RingCentral.Simulator.Faults;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Journal;

/// <summary>Puts each request into the log and the counters; there is no token text in either.</summary>
internal sealed class Recorder(RequestLog log, Counters counters)
{
    public void Record(Exchange exchange, Reply reply, Fault? fault)
    {
        var status = fault is { Kind: FaultKind.LoseReply or FaultKind.Reset } ? 0 : reply.Status;
        counters.Answered(new OutcomeKey(exchange.Path, exchange.Grant, status, status == 0 ? null : reply.ErrorCode));
        if (fault is not null)
        {
            counters.FaultApplied(FaultKinds.NameOf(fault.Kind));
        }

        log.Add(new RequestEntry(exchange.Time, exchange.Request.Method, exchange.Path)
        {
            Grant = exchange.Grant,
            OwnerId = exchange.User?.OwnerId ?? 0,
            Session = exchange.Session,
            ClientId = exchange.App?.ClientId,
            UserAgent = exchange.Request.Headers.UserAgent,
            Status = status,
            ErrorCode = reply.ErrorCode,
            Fault = fault is null ? null : FaultKinds.NameOf(fault.Kind),
        });
    }
}
