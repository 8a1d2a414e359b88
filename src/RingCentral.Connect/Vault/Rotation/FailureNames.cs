namespace RingCentral.Connect.Vault.Rotation;

/// <summary>Our own names for failures, where RingCentral gave no code.</summary>
internal static class FailureNames
{
    /// <summary>The stored pair does not open.</summary>
    public const string VaultUnavailable = "vault_unavailable";

    /// <summary>As many JWTs were sent without an answer as may be in an hour.</summary>
    public const string JwtUnanswered = "jwt_unanswered";

    /// <summary>A connection without a refresh token has no JWT either.</summary>
    public const string NoCredential = "no_credential";
}
