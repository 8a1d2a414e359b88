using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Keys;

/// <summary>Names the caller for the history.</summary>
internal static class ActorNames
{
    public static string Of(HttpContext http) => Actors.Api(http.CallerAccess().KeyName);
}
