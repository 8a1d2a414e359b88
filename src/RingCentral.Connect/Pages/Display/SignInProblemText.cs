using RingCentral.Connect.Administration.SignIn;

namespace RingCentral.Connect.Pages.Display;

/// <summary>A failed sign-in in words.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Lead">What the person can do.</param>
/// <param name="Operator">What whoever runs the service can do; null where that is nothing.</param>
internal sealed record SignInProblemText(string Title, string Lead, string? Operator)
{
    public static SignInProblemText Of(SignInProblemKind kind) => kind switch
    {
        SignInProblemKind.NoRole => new(
            "You may not see this dashboard",
            "Your sign-in worked, but nobody has made you an administrator here. Ask whoever runs this service to add you, and tell them what stands below.",
            "Add the subject, or the mail address if the provider says that it is verified, to Administration:Oidc:Viewers or Administration:Oidc:Admins; or add the person to a group that stands there already, and check Administration:Oidc:RoleClaim."),
        SignInProblemKind.Denied => new("You were not signed in", "The provider says that the sign-in was called off, or that you may not use this dashboard. You can try again.", null),
        SignInProblemKind.Stale => new(
            "This sign-in is no longer valid", "It took too long, was used before, or began in another browser. Begin again from the sign-in page, and do not use the browser's back button on the way.", null),
        SignInProblemKind.Unreachable => new(
            "The sign-in provider does not answer",
            "Nobody can sign in there at the moment. Try again in a minute. In an emergency whoever can run commands on the server makes a one-time link.",
            "Administration:Oidc:Authority must be the provider's issuer, and its address with /.well-known/openid-configuration must answer from this server."),
        SignInProblemKind.Misconfigured => new(
            "The sign-in provider refuses this dashboard",
            "This is a matter of configuration and not of you. Until it is mended, whoever can run commands on the server makes a one-time link.",
            "Compare Administration:Oidc:ClientId and Administration:Oidc:ClientSecret with the registration at the provider, and see that it allows the redirect address that ends in /admin/sign-in/callback, the authorization code flow and the scopes that are asked for."),
        _ => new(
            "What the sign-in provider said cannot be trusted",
            "Its answer did not pass a check, so nobody was signed in. Tell whoever runs this service.",
            "The issuer, the client id, the signature and the times of the provider's id token are checked. Most often the clock of one of the two servers is wrong, or Administration:Oidc:Authority is not the issuer to the letter."),
    };
}
