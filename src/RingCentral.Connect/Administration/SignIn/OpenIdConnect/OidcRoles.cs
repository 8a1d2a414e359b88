using System.Security.Claims;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Administration.Sessions;
using RingCentral.Connect.Data.Administration;

namespace RingCentral.Connect.Administration.SignIn.OpenIdConnect;

/// <summary>Decides from what the provider says of a person whether they are an administrator.</summary>
internal sealed class OidcRoles(IOptions<OidcOptions> options)
{
    /// <summary>What the person may do; null for somebody who is no administrator.</summary>
    public AdminRole? RoleOf(ClaimsPrincipal person)
    {
        var marks = MarksOf(person).ToList();
        return options.Value.Admins.Any(entry => Names(entry, marks)) ? AdminRole.Admin
            : options.Value.Viewers.Any(entry => Names(entry, marks)) ? AdminRole.Viewer
            : null;
    }

    /// <summary>The person with that role.</summary>
    public static AdminPerson Describe(ClaimsPrincipal person, AdminRole role) => new(NameOf(person), role, SignInMethod.OpenIdConnect) { Subject = person.FindFirstValue("sub") };

    /// <summary>What to call somebody: the best that the provider says.</summary>
    public static string NameOf(ClaimsPrincipal person)
    {
        var parts = new[] { person.FindFirstValue("given_name"), person.FindFirstValue("family_name") }.Where(part => !string.IsNullOrWhiteSpace(part));
        return new[] { person.FindFirstValue("name"), string.Join(' ', parts), person.FindFirstValue("preferred_username"), person.FindFirstValue("email"), person.FindFirstValue("sub") }
            .First(name => !string.IsNullOrWhiteSpace(name))!;
    }

    /// <summary>
    /// What entries are held against. An address counts only where the provider says that it is the person's own: at some providers anybody may write one into their profile.
    /// </summary>
    private IEnumerable<Mark> MarksOf(ClaimsPrincipal person)
    {
        if (person.FindFirstValue("sub") is { } subject)
        {
            yield return new Mark(subject, StringComparison.Ordinal);
        }

        if (person.FindFirstValue("email") is { } email && email.Contains('@', StringComparison.Ordinal) && bool.TryParse(person.FindFirstValue("email_verified"), out var isVerified) && isVerified)
        {
            yield return new Mark(email, StringComparison.OrdinalIgnoreCase);
        }

        if (options.Value.RoleClaim is { } claim)
        {
            foreach (var role in person.FindAll(claim))
            {
                yield return new Mark(role.Value, StringComparison.Ordinal);
            }
        }
    }

    private static bool Names(string entry, IEnumerable<Mark> marks) => marks.Any(mark => string.Equals(entry, mark.Text, mark.Comparison));

    private sealed record Mark(string Text, StringComparison Comparison);
}
