using System.Security.Claims;
using RingCentral.Connect.Administration.Audit;
using RingCentral.Connect.Data.Administration;
using RingCentral.Connect.Data.Audit;
using RingCentral.Connect.Data.Conventions;

namespace RingCentral.Connect.Administration.Sessions;

/// <summary>The identity of a request that came with a live session: what is in the row, and nothing from the cookie but its id.</summary>
internal sealed class AdminIdentity(AdminSession session) : ClaimsIdentity(ClaimsOf(session), AdminPolicies.Scheme)
{
    /// <summary>The one claim in the cookie.</summary>
    public const string SessionClaim = "sid";

    public AdminSession Session { get; } = session;

    private static IEnumerable<Claim> ClaimsOf(AdminSession session) =>
    [
        new(SessionClaim, session.Id.ToString()),
        new(ClaimTypes.Name, session.Name ?? ""),
        new(ClaimTypes.Role, SnakeCase.Write(session.Role)),
    ];
}

/// <summary>The administrator of a request.</summary>
internal static class AdminIdentityExtensions
{
    /// <summary>The session of the request; null where nobody is signed in.</summary>
    public static AdminSession? AdminSession(this ClaimsPrincipal user) => user.Identities.OfType<AdminIdentity>().FirstOrDefault()?.Session;

    /// <summary>Whether the request's administrator may change things.</summary>
    public static bool MayChange(this ClaimsPrincipal user) => user.AdminSession()?.Role == AdminRole.Admin;

    /// <summary>The administrator as the audit log names them; null where nobody is signed in.</summary>
    public static AuditAuthor? AdminAuthor(this HttpContext http) => http.User.AdminSession() is { } session ? AuthorOf(session, http) : null;

    /// <summary>The same of a session that a request opens.</summary>
    public static AuditAuthor AuthorOf(AdminSession session, HttpContext http) => new(ActorKind.Admin)
    {
        Id = session.Id,
        Name = session.Name,
        Subject = session.Subject,
        Address = http.Connection.RemoteIpAddress?.ToString(),
        Reference = http.TraceIdentifier,
    };
}
