using RingCentral.Connect.Vault.Connections;

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

    /// <summary>Leads back to the app, and tells it how this ended; null where it gave no address.</summary>
    public string? BackToApp { get; init; }

    /// <summary>When the link ended, where it did.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whom the connection belongs to, where another signed in.</summary>
    public ProblemPerson? Expected { get; init; }

    /// <summary>Who signed in.</summary>
    public ProblemPerson? Actual { get; init; }
}

/// <summary>A person as a problem page names them.</summary>
internal sealed record ProblemPerson(string? Name, string? ExtensionNumber)
{
    public static ProblemPerson? Of(SessionOwner? owner) => owner is null ? null : new(owner.Name, owner.ExtensionNumber);
}
