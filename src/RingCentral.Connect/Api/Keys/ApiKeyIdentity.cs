using System.Security.Claims;

namespace RingCentral.Connect.Api.Keys;

/// <summary>The identity of a request that came with a live key.</summary>
internal sealed class ApiKeyIdentity(CallerAccess access) : ClaimsIdentity(ClaimsOf(access), ApiKeyAuthenticationHandler.SchemeName)
{
    public CallerAccess Access { get; } = access;

    private static IEnumerable<Claim> ClaimsOf(CallerAccess access) =>
    [
        new(ClaimTypes.NameIdentifier, access.KeyId.ToString()),
        new(ClaimTypes.Name, access.KeyName),
        .. access.Scopes.Select(scope => new Claim(ApiKeyAuthenticationHandler.ScopeClaim, scope)),
    ];
}
