using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Connecting.Links;

/// <summary>
/// Links with which the app opens a person's own connection to them: stateless, signed, short-lived, and good only while the connection is still that
/// RingCentral user's.
/// </summary>
internal sealed class ManageLinks(IDataProtectionProvider protection, PublicAddress address, TimeProvider time)
{
    private const string Purpose = "RingCentral.Connect.Connecting.ManageLink.v1";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>A link, and when it ends.</summary>
    public (Uri Url, DateTimeOffset ExpiresAt) For(Connection connection)
    {
        var expiresAt = time.GetUtcNow() + Lifetime;
        var payload = JsonSerializer.SerializeToUtf8Bytes(new ManageLink(connection.Id, connection.OwnerId, expiresAt));
        return (address.At(ConnectPaths.Manage(_protector.SealAsText(payload))), expiresAt);
    }

    /// <summary>Whose connection a link opens; null where it is not ours, or over.</summary>
    public ManageLink? Read(string token) =>
        _protector.OpenText(token) is { } payload && JsonSerializer.Deserialize<ManageLink>(payload) is { } link && link.ExpiresAt > time.GetUtcNow() ? link : null;
}

/// <summary>What a manage link says.</summary>
internal sealed record ManageLink(Guid ConnectionId, string OwnerId, DateTimeOffset ExpiresAt);
