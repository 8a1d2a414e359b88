using System.Collections.Frozen;
using System.Security.Claims;
using RingCentral.Connect.Data.ApiKeys;

namespace RingCentral.Connect.Api.Keys;

/// <summary>A key that is not revoked, as it was read last; shared by the requests that come with it.</summary>
internal sealed class KnownKey(ApiKey key)
{
    private readonly DateTimeOffset? _expiresAt = key.ExpiresAt;

    public CallerAccess Access => ((ApiKeyIdentity)Principal.Identity!).Access;

    public ClaimsPrincipal Principal { get; } = new(new ApiKeyIdentity(new CallerAccess
    {
        KeyId = key.Id,
        KeyName = key.Name,
        Scopes = key.Scopes.ToFrozenSet(StringComparer.Ordinal),
        ExternalIdPrefix = key.ExternalIdPrefix ?? "",
    }));

    public bool IsLive(DateTimeOffset now) => _expiresAt is null || _expiresAt > now;
}
