using RingCentral.Connect.Data.Audit;

namespace RingCentral.Connect.Administration.Audit;

/// <summary>Who makes a change, and from where.</summary>
internal sealed record AuditAuthor(ActorKind Kind)
{
    /// <summary>Whoever has the command line.</summary>
    public static readonly AuditAuthor CommandLine = new(ActorKind.CommandLine);

    /// <summary>The administrator's session, or the API key.</summary>
    public Guid? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Who the administrator is at the provider.</summary>
    public string? Subject { get; init; }

    public string? Address { get; init; }

    /// <summary>The request's reference.</summary>
    public string? Reference { get; init; }
}

/// <summary>
/// The author of what runs now. It travels with the flow of a request or command and not as a parameter, so that a change of rows in any room is recorded without that
/// room knowing of administrators.
/// </summary>
internal static class AuditAuthors
{
    private static readonly AsyncLocal<AuditAuthor?> Ambient = new();

    /// <summary>Null while nobody is at work whose changes are logged: in the background, and for people at their own connections.</summary>
    public static AuditAuthor? Current => Ambient.Value;

    /// <summary>Until the calling method returns, where that is asynchronous.</summary>
    public static void Begin(AuditAuthor author) => Ambient.Value = author;
}
