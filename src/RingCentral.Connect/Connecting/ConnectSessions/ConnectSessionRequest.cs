namespace RingCentral.Connect.Connecting.ConnectSessions;

/// <summary>An invitation that is wanted, with everything checked that can be checked without the database.</summary>
internal sealed record ConnectSessionRequest
{
    /// <summary>How long a link works where nothing else is asked for.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Shortest and longest life of a link.</summary>
    public static readonly (TimeSpan Least, TimeSpan Most) Lifetimes = (TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));

    /// <summary>Longest <see cref="LoginHint"/>, in characters.</summary>
    public const int LongestHint = 254;

    /// <summary>The app's own identifier of its user; a known one makes it a reconnect.</summary>
    public required string ExternalId { get; init; }

    /// <summary>An allowed address; null ends on a page of ours.</summary>
    public Uri? ReturnUrl { get; init; }

    /// <summary>Passed on to RingCentral; where it is not set, what is known of the connection's owner serves.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The app's own JSON object.</summary>
    public string? Metadata { get; init; }

    /// <summary>Whether the app confirms who finished the flow; needs <see cref="ReturnUrl"/>, which gets the code.</summary>
    public bool RequireCompletion { get; init; }

    /// <summary>How long attempts may be started.</summary>
    public TimeSpan Lifetime { get; init; } = DefaultLifetime;

    /// <summary>Where to sign in; a reconnect goes to the connection's own server, whatever this says.</summary>
    public required string Server { get; init; }

    /// <summary>Who invites.</summary>
    public required string Actor { get; init; }
}
