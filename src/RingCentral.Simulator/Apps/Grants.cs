namespace RingCentral.Simulator.Apps;

internal static class Grants
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
}
