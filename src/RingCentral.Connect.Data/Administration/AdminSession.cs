namespace RingCentral.Connect.Data.Administration;

/// <summary>An administrator who signed in; the browser's cookie carries the id alone.</summary>
public sealed class AdminSession
{
    /// <summary>UUID version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the administrator is called; null once retention has forgotten it.</summary>
    public required string? Name { get; set; }

    /// <summary>Who it is at the provider: <c>sub</c>. Null for links, which are nobody's, and once retention has forgotten it.</summary>
    public string? Subject { get; set; }

    public required AdminRole Role { get; init; }

    public required SignInMethod Method { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>To the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>When it ends by itself, used or not.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When somebody ended it; null until then.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? Address { get; set; }

    /// <summary>Browser and system, in two words.</summary>
    public string? UserAgent { get; set; }
}
