namespace RingCentral.Simulator.Sessions;

/// <summary>What a refresh asks for beside a new pair.</summary>
internal readonly record struct RefreshAsk(Lifetimes Lifetimes, string? Scope, string? EndpointId, long Now)
{
    public void Amend(ref SessionRow row)
    {
        row.Scope = Scope ?? row.Scope;
        row.EndpointId = EndpointId ?? row.EndpointId;
    }
}
