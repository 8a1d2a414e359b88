using System.ComponentModel.DataAnnotations;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>Where administrators sign in, and who is one; section <c>Administration:Oidc</c>. Without an authority there are one-time links alone.</summary>
internal sealed class OidcOptions : IValidatableObject
{
    public const string Section = "Administration:Oidc";

    /// <summary>The provider's issuer; its discovery document lies under it.</summary>
    public Uri? Authority { get; set; }

    public string? ClientId { get; set; }

    /// <summary>Null for a public client: PKCE is used either way.</summary>
    public OidcClientSecret? ClientSecret { get; set; }

    /// <summary>The claim whose values are roles or groups; null where people are named one by one.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>Who may change: values of the role claim, verified mail addresses, or subjects.</summary>
    public IList<string> Admins { get; } = [];

    /// <summary>Who may see: the same.</summary>
    public IList<string> Viewers { get; } = [];

    /// <summary>What is asked for beside <c>openid</c>, <c>profile</c> and <c>email</c>, where the provider wants that for the role claim.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>Whether there is a provider.</summary>
    public bool IsConfigured => Authority is not null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null)
        {
            if (!string.IsNullOrEmpty(ClientId) || ClientSecret is not null || Admins.Count > 0 || Viewers.Count > 0)
            {
                yield return new ValidationResult("is missing, while other keys of the section are set, for example https://login.example.com/realms/staff", [nameof(Authority)]);
            }

            yield break;
        }

        if (!IsIssuer(Authority))
        {
            yield return new ValidationResult(
                $"is '{Authority}', but must be the issuer's https address (or http on a loopback address) without a query, for example https://login.example.com/realms/staff", [nameof(Authority)]);
        }

        if (string.IsNullOrWhiteSpace(ClientId))
        {
            yield return new ValidationResult("is missing: register the dashboard at the provider, and set what it is called there, for example ringcentral-connect", [nameof(ClientId)]);
        }

        if (RoleClaim is { } claim && string.IsNullOrWhiteSpace(claim))
        {
            yield return new ValidationResult("is empty, but must be a claim's name, for example groups", [nameof(RoleClaim)]);
        }

        foreach (var fault in ValidatePeople())
        {
            yield return fault;
        }
    }

    private IEnumerable<ValidationResult> ValidatePeople()
    {
        if (Admins.Count == 0)
        {
            yield return new ValidationResult("names nobody, but somebody must be able to change things, for example Administration__Oidc__Admins__0=ops@example.com", [nameof(Admins)]);
        }

        foreach (var (name, entries) in new[] { (nameof(Admins), Admins), (nameof(Viewers), Viewers) })
        {
            if (entries.Any(string.IsNullOrWhiteSpace))
            {
                yield return new ValidationResult("has an empty entry, but each must be a value of the role claim, a mail address or a subject, for example ops@example.com", [name]);
            }
        }
    }

    private static bool IsIssuer(Uri url) =>
        url is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
