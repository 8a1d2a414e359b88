namespace RingCentral.Connect.Administration.SignIn;

/// <summary>Why a sign-in at the provider led nowhere.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Reference">Finds the log entry.</param>
internal sealed record SignInProblem(SignInProblemKind Kind, string Reference)
{
    /// <summary>Who signed in there, where somebody did.</summary>
    public string? Name { get; init; }

    /// <summary>Their mail address, where the provider told it.</summary>
    public string? Email { get; init; }

    /// <summary>Who they are there.</summary>
    public string? Subject { get; init; }

    /// <summary>What the provider called it: OAuth's error code.</summary>
    public string? Code { get; init; }
}

/// <summary>What can happen at a sign-in.</summary>
internal enum SignInProblemKind
{
    /// <summary>The person is known, and no administrator.</summary>
    NoRole,

    /// <summary>They said no, or the provider did.</summary>
    Denied,

    /// <summary>The answer came too late, twice, or in another browser.</summary>
    Stale,

    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>The provider refuses this dashboard: registration and configuration do not agree.</summary>
    Misconfigured,

    /// <summary>What the provider says of the person cannot be trusted.</summary>
    Untrusted,
}
