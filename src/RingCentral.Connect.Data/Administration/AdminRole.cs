namespace RingCentral.Connect.Data.Administration;

/// <summary>What an administrator may do.</summary>
public enum AdminRole
{
    /// <summary>May see.</summary>
    Viewer,

    /// <summary>May also change.</summary>
    Admin,
}

/// <summary>How an administrator signed in.</summary>
public enum SignInMethod
{
    /// <summary>With a one-time link of the command line.</summary>
    Link,

    /// <summary>At an OpenID Connect provider.</summary>
    OpenIdConnect,
}
