using Microsoft.AspNetCore.Authorization;
using RingCentral.Connect.Administration.Sessions;

namespace RingCentral.Connect.Administration;

/// <summary>Who may see, and who may change.</summary>
internal static class AdminPolicies
{
    /// <summary>The cookie scheme of administrators.</summary>
    public const string Scheme = "Admin";

    /// <summary>
    /// May see everything under <c>/admin</c> that does not ask for more, and change nothing: requests other than GET and HEAD need <see cref="Admin"/> unless their endpoint is
    /// marked <see cref="ViewersMayAttribute"/>.
    /// </summary>
    public const string Viewer = "viewer";

    /// <summary>May also change.</summary>
    public const string Admin = "admin";

    /// <summary>Adds the policies; whatever says nothing needs a viewer.</summary>
    public static void Add(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Viewer, ForViewers)
        .AddPolicy(Admin, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireRole(Admin))
        .SetFallbackPolicy(Build(ForViewers));

    private static void ForViewers(AuthorizationPolicyBuilder policy) =>
        policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireRole(Viewer, Admin).RequireAssertion(IsAllowed);

    private static AuthorizationPolicy Build(Action<AuthorizationPolicyBuilder> describe)
    {
        var builder = new AuthorizationPolicyBuilder();
        describe(builder);
        return builder.Build();
    }

    private static bool IsAllowed(AuthorizationHandlerContext context) =>
        context.User.MayChange()
        || (context.Resource is HttpContext http
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ViewersMayAttribute>() is not null));
}

/// <summary>Viewers may post to this page: it changes nothing but what is their own.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ViewersMayAttribute : Attribute;
