using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RingCentral.Connect.Connecting;

namespace RingCentral.Connect.Administration.Sessions;

/// <summary>The cookie of administrators: it holds the id of a session, and every request asks whether that is live.</summary>
internal sealed class AdminCookie(AdminSessions sessions) : CookieAuthenticationEvents
{
    /// <summary>Where whoever is not signed in is sent.</summary>
    public const string SignInPath = "/admin/sign-in";

    /// <summary>The parameter of <see cref="SignInPath"/> that says where to go afterwards.</summary>
    public const string ReturnParameter = "from";

    private const string Dashboard = "/admin";

    /// <summary>Opens a session for a person and gives their browser its cookie. The session that it had before ends.</summary>
    public async Task SignInAsync(AdminPerson person, HttpContext http)
    {
        var before = (await http.AuthenticateAsync(AdminPolicies.Scheme)).Principal?.AdminSession();
        var session = await sessions.OpenAsync(person, http);
        var properties = new AuthenticationProperties { IssuedUtc = session.CreatedAt, ExpiresUtc = session.EndsAt };
        var claim = new Claim(AdminIdentity.SessionClaim, session.Id.ToString());
        await http.SignInAsync(AdminPolicies.Scheme, new ClaimsPrincipal(new ClaimsIdentity([claim], AdminPolicies.Scheme)), properties);
        if (before is not null)
        {
            await sessions.EndAsync(before.Id, before, http.RequestAborted);
        }
    }

    /// <summary>A path under <c>/admin</c> to go to after signing in; the overview where the given one leads elsewhere.</summary>
    public static string ReturnPath(string? from) =>
        from is not null
        && Uri.IsWellFormedUriString(from, UriKind.Relative)
        && (from == Dashboard || from.StartsWith("/admin/", StringComparison.Ordinal) || from.StartsWith("/admin?", StringComparison.Ordinal))
        && !from.StartsWith(SignInPath, StringComparison.Ordinal)
            ? from
            : Dashboard;

    public static void Configure(CookieAuthenticationOptions cookie, PublicAddress address)
    {
        cookie.Cookie.Name = address.IsDashboardHttps ? "__Host-connect-admin" : "connect-admin";

        // Strict would keep it back from the page that follows a sign-in elsewhere, and from links in mails. Nothing is changed by a GET, and every form has its token.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = address.IsDashboardHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.ExpireTimeSpan = AdminSessions.Lifetime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = ReturnParameter;
        cookie.EventsType = typeof(AdminCookie);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (Guid.TryParse(context.Principal?.FindFirstValue(AdminIdentity.SessionClaim), out var id)
            && await sessions.FindLiveAsync(id, context.HttpContext.RequestAborted) is { } session)
        {
            context.ReplacePrincipal(new ClaimsPrincipal(new AdminIdentity(session)));
        }
        else
        {
            context.RejectPrincipal();
        }
    }

    /// <summary>A page sends people to sign in; scripts are told.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Headers.Accept.ToString() is var accept
            && (accept.Contains("application/json", StringComparison.Ordinal) || accept.Contains("text/event-stream", StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    /// <summary>Signing in again would not help a viewer.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
