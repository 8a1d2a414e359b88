using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Pages;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>What a person sees on the way: who are you, do you allow this, or why it stops here.</summary>
internal sealed class AuthorizePages(UserDirectory users)
{
    public Reply SignIn(AuthorizeRequest request, string? problem = null)
    {
        var hinted = users.FindByHint(request.LoginHint);
        var people = users.People.OrderBy(user => user != hinted).ThenBy(user => user.Index).Select(user => Choice(user, user == hinted));
        return Layout.Page("Sign in", Html.Of($"""
            <h1>Who is signing in to {request.App.Registration.Name}?</h1>
            <p class="lead">Choose one of the made-up users. There are no passwords.</p>
            {Notice(problem)}{HintNote(request, hinted)}
            <form method="post" action="/login">
              <input type="hidden" name="request" value="{request.Query}">
              <ul class="people">{Html.Join(people)}</ul>
              {OtherUser()}
            </form>

            """));
    }

    public static Reply Consent(AuthorizeRequest request, User user)
    {
        var permissions = request.App.Registration.Permissions.Select(permission => Html.Of($"<li>{permission}</li>"));
        return Layout.Page("Allow access", Html.Of($"""
            <h1>Allow {request.App.Registration.Name} to use your account?</h1>
            <p class="lead">You are signed in as <strong>{user.Profile.Name}</strong>, extension {user.Profile.Extension}, {user.Account.Company}.</p>
            <section class="panel">
              <h2>It asks for these app permissions</h2>
              <ul class="ticks">{Html.Join(permissions)}</ul>
              <p class="soft">Either answer takes you back to {new Uri(request.RedirectUri).Authority}.</p>
            </section>
            <form method="post" action="/consent" class="row">
              <input type="hidden" name="request" value="{request.Query}">
              <button class="btn btn--go" name="decision" value="allow" data-testid="consent-allow">Allow</button>
              <button class="btn" name="decision" value="deny" data-testid="consent-deny">Deny</button>
            </form>

            """));
    }

    /// <summary>No redirect: JSON, or a page for a browser (RINGCENTRAL section 2, bad client or redirect).</summary>
    public static Reply Refused(Exchange exchange, Refusal refusal)
    {
        var redirect = refusal == Refusals.RedirectMismatch || refusal == Refusals.NoRedirectUri;
        var status = redirect && exchange.Switches.RedirectErrorStatus == ErrorStatus.Observed ? 403 : 400;
        if (!exchange.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            return JsonReply.Of(refusal, status, exchange.Switches);
        }

        return Layout.Page("Sign-in stopped", Html.Of($"""
            <h1>This sign-in cannot go on</h1>
            <p class="lead">{refusal.Message}.</p>
            <section class="panel"><dl class="facts">
              <div><dt>Error</dt><dd><code>{refusal.Error}</code></dd></div>
              <div><dt>Code</dt><dd><code>{refusal.Code}</code></dd></div>
            </dl></section>
            <p class="soft">The request does not name an application and a redirect URI that belong together, so nobody is sent anywhere. Nothing was changed.</p>

            """), status) with { ErrorCode = refusal.Code };
    }

    private static Html Choice(User user, bool hinted)
    {
        var state = user.State == UserState.Enabled ? Html.None : Html.Of($"""<span class="tag">{user.State.ToString()}</span>""");
        var mark = hinted ? Html.Of($"""<span class="tag">Suggested</span>""") : Html.None;
        var focus = hinted ? new Html(" autofocus") : Html.None;
        return Html.Of($"""
            <li><button class="person" name="user" value="{user.OwnerId}" data-testid="user-{user.OwnerId}"{focus}>
              <span class="person__name">{user.Profile.Name} {mark}{state}</span>
              <span class="person__note">{user.Profile.Note} · ext. {user.Profile.Extension}, {user.Account.Company}</span>
            </button></li>
            """);
    }

    private Html OtherUser()
    {
        return users.Seeded == 0 ? Html.None : Html.Of($"""
            <div class="field-row">
              <label for="other">Owner id of a seeded user</label>
              <input class="field" id="other" name="other_user" inputmode="numeric" autocomplete="off" placeholder="{UserDirectory.FirstSeeded}">
              <button class="btn" data-testid="user-other">Sign in</button>
            </div>
            """);
    }

    private static Html HintNote(AuthorizeRequest request, User? hinted)
    {
        return request.LoginHint is null || hinted is not null
            ? Html.None
            : Html.Of($"""<p class="soft">The application suggested “{request.LoginHint}”, who is not among them.</p>""");
    }

    private static Html Notice(string? problem)
    {
        return problem is null ? Html.None : Html.Of($"""<p class="notice" role="alert" data-testid="problem">{problem}</p>""");
    }
}
