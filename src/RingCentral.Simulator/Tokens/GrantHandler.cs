using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>One grant type, in the two steps of an <see cref="Operation"/>.</summary>
internal abstract class GrantHandler
{
    public abstract string GrantType { get; }

    /// <summary>Finds whose credential was presented, without spending it.</summary>
    public abstract void Identify(Exchange exchange);

    public abstract Reply Answer(Exchange exchange);
}
