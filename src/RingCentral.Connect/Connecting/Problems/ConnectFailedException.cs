namespace RingCentral.Connect.Connecting.Problems;

/// <summary>Ends a connect inside the authentication handler, whose only way to say so is an exception. It carries no reply and no token.</summary>
internal sealed class ConnectFailedException : Exception
{
    public ConnectFailedException()
    {
    }

    public ConnectFailedException(string message)
        : base(message)
    {
    }

    public ConnectFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ConnectFailedException(ProblemKind kind, string? code)
        : base($"Connecting failed: {kind} {code}") => (Kind, Code) = (kind, code);

    public ProblemKind Kind { get; } = ProblemKind.Failed;

    /// <summary>RingCentral's code, or our word.</summary>
    public string? Code { get; }

    public string? ExpectedName { get; init; }

    public string? ActualName { get; init; }
}
