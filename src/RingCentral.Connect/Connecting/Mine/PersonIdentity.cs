using System.Security.Claims;
using RingCentral.Connect.Connecting.RingCentralAuthentication;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.Connecting.Mine;

/// <summary>The cookie of a person who may see one connection: its id, and whose it was then. It opens nothing once the connection is another's.</summary>
internal sealed record PersonIdentity(Guid ConnectionId, string OwnerId)
{
    /// <summary>The person of a cookie; null where there is none.</summary>
    public static PersonIdentity? Of(ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(RingCentralAuthenticationConstants.Claims.ConnectionId), out var id)
        && person.FindFirstValue(RingCentralAuthenticationConstants.Claims.OwnerId) is { } ownerId
            ? new PersonIdentity(id, ownerId)
            : null;

    public bool Owns(Connection connection) => connection.Id == ConnectionId && connection.OwnerId == OwnerId;

    public IEnumerable<Claim> ToClaims() =>
    [
        new Claim(RingCentralAuthenticationConstants.Claims.ConnectionId, ConnectionId.ToString("D")),
        new Claim(RingCentralAuthenticationConstants.Claims.OwnerId, OwnerId),
    ];

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(ToClaims(), ConnectingExtensions.PersonScheme));
}
