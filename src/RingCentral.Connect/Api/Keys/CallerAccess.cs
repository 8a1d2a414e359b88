using System.Collections.Frozen;

namespace RingCentral.Connect.Api.Keys;

/// <summary>What the key of a request may do, and which connections exist for it.</summary>
internal sealed record CallerAccess
{
    public required Guid KeyId { get; init; }

    public required string KeyName { get; init; }

    public required FrozenSet<string> Scopes { get; init; }

    /// <summary>Empty where the key sees every connection.</summary>
    public string ExternalIdPrefix { get; init; } = "";

    /// <summary>Whether a connection exists as far as this key goes; what it may not see is <c>connection_not_found</c>.</summary>
    public bool MaySee(string externalId) => externalId.StartsWith(ExternalIdPrefix, StringComparison.Ordinal);
}

/// <summary>The key of a request.</summary>
internal static class CallerAccessExtensions
{
    /// <exception cref="InvalidOperationException">The request was not authenticated by a key: its endpoint asks for no scope.</exception>
    public static CallerAccess CallerAccess(this HttpContext http) =>
        (http.User.Identity as ApiKeyIdentity)?.Access ?? throw new InvalidOperationException("No API key was checked for this request.");
}
