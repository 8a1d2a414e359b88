namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>Names that the RingCentral authentication scheme uses.</summary>
internal static class RingCentralAuthenticationConstants
{
    /// <summary>Claims of a person who has finished a connect.</summary>
    public static class Claims
    {
        /// <summary>The id of the connection that the person made.</summary>
        public const string ConnectionId = "connection_id";

        /// <summary>RingCentral's id of the person.</summary>
        public const string OwnerId = "owner_id";
    }

    /// <summary>Parameters of the authorization request (RFC 6749, section 4.1.1).</summary>
    public static class Parameters
    {
        public const string Scope = "scope";

        /// <summary>Whom the sign-in page may suggest (RINGCENTRAL 2).</summary>
        public const string LoginHint = "login_hint";

        /// <summary>The languages that the person reads (RINGCENTRAL 2).</summary>
        public const string UiLocales = "ui_locales";
    }
}
