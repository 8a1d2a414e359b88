namespace RingCentral.Connect.Connecting.Problems;

/// <summary>What went wrong with a connect, as its page tells it.</summary>
/// <param name="Kind">Which text.</param>
/// <param name="Reference">Finds the log entry.</param>
internal sealed record ConnectProblem(ProblemKind Kind, string Reference)
{
    /// <summary>RingCentral's code, for whoever helps.</summary>
    public string? Code { get; init; }

    /// <summary>A local path that starts again.</summary>
    public string StartAgain { get; init; } = ConnectPaths.Home;

    /// <summary>Whom the connection belongs to, where another signed in.</summary>
    public string? ExpectedName { get; init; }

    /// <summary>Who signed in.</summary>
    public string? ActualName { get; init; }
}
