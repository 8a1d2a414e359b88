using RingCentral.Simulator.RateLimits;

namespace RingCentral.Simulator.Wire;

/// <summary>One endpoint in two steps, so that faults and limits can stand between knowing whose request it is and doing its work.</summary>
internal abstract class Operation
{
    public abstract RateGroup GroupOf(Exchange exchange);

    /// <summary>Finds out whose request it is; a reply here ends it. Changes nothing.</summary>
    public virtual ValueTask<Reply?> IdentifyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        return ValueTask.FromResult<Reply?>(null);
    }

    public abstract Reply Answer(Exchange exchange);
}
