namespace RingCentral.Simulator.Apps;

internal sealed record AppRegistration
{
    public required string ClientId { get; init; }

    /// <summary>Null registers a public client.</summary>
    public string? ClientSecret { get; init; }

    public string Name { get; init; } = "An application";

    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public bool AnyLoopbackRedirectUri { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = ["ReadAccounts", "ReadCallLog"];

    public IReadOnlyList<string> GrantTypes { get; init; } = [Grants.AuthorizationCode, Grants.RefreshToken, Grants.JwtBearer];

    /// <summary>PEM of the key that private_key_jwt assertions are signed with.</summary>
    public string? PublicKey { get; init; }

    /// <summary>A private app: only users of this account can sign in (RINGCENTRAL section 9).</summary>
    public string? AccountId { get; init; }
}
