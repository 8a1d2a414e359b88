using RingCentral.Connect.Vault.Connections;

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

    /// <summary>The attempt that failed: the framework forgets it when something is thrown.</summary>
    public ConnectAttempt? Attempt { get; set; }

    /// <summary>Whom the connection belongs to, where another signed in.</summary>
    public SessionOwner? Expected { get; init; }

    /// <summary>Who signed in.</summary>
    public SessionOwner? Actual { get; init; }

    /// <summary>The session that came is queued for revocation, or was none of ours to give up.</summary>
    public bool IsGivenUp { get; init; }
}
