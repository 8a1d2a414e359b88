namespace RingCentral.Connect.Administration;

/// <summary>Who may see, and who may change.</summary>
internal static class AdminPolicies
{
    /// <summary>The cookie scheme of administrators.</summary>
    public const string Scheme = "Admin";

    /// <summary>May see everything under <c>/admin</c>.</summary>
    public const string Viewer = "viewer";

    /// <summary>May also change.</summary>
    public const string Admin = "admin";
}
