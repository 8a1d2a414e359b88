using System.Collections.Frozen;
using System.Security.Claims;
using RingCentral.Connect.Data.ApiKeys;

namespace RingCentral.Connect.Api.Keys;

/// <summary>A key that is not revoked, as it was read last; shared by the requests that come with it.</summary>
internal sealed class KnownKey
{
    private readonly DateTimeOffset? _expiresAt;

    public KnownKey(ApiKey key)
    {
        _expiresAt = key.ExpiresAt;
        Access = new CallerAccess
        {
            KeyId = key.Id,
            KeyName = key.Name,
            Scopes = key.Scopes.ToFrozenSet(StringComparer.Ordinal),
            ExternalIdPrefix = key.ExternalIdPrefix ?? "",
        };
        Principal = new ClaimsPrincipal(new ApiKeyIdentity(Access));
    }

    public CallerAccess Access { get; }

    public ClaimsPrincipal Principal { get; }

    public bool IsLive(DateTimeOffset now) => _expiresAt is null || _expiresAt > now;
}
