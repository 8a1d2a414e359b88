namespace RingCentral.Simulator.Switches;

/// <summary>Whose request it is, as far as is known before it is answered.</summary>
internal readonly record struct RequestSubject(string Path, string? Grant, long OwnerId, int Session, string? ClientId);

/// <summary>Which requests a switch or a fault is meant for; what is null does not matter.</summary>
internal sealed record RequestFilter
{
    public string? Path { get; init; }

    public string? Grant { get; init; }

    public long? OwnerId { get; init; }

    public int? Session { get; init; }

    public string? ClientId { get; init; }

    public long? Count { get; init; }

    public double? Share { get; init; }

    public bool Matches(in RequestSubject subject)
    {
        return (Path is null || Path == subject.Path)
            && (Grant is null || Grant == subject.Grant)
            && (OwnerId is null || OwnerId == subject.OwnerId)
            && (Session is null || Session == subject.Session)
            && (ClientId is null || ClientId == subject.ClientId);
    }
}
