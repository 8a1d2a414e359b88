using System.Globalization;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>Answers with a connection, and its <c>ETag</c>.</summary>
internal static class ConnectionAnswers
{
    /// <param name="snapshot">The connection; null where it has been deleted in the same moment.</param>
    /// <param name="links">For the way back of one that needs its user.</param>
    /// <param name="http">The request that is answered.</param>
    /// <param name="status">200, or 201 for one that was made.</param>
    public static IResult Of(ConnectionSnapshot? snapshot, ReconnectLinks links, HttpContext http, int status = StatusCodes.Status200OK)
    {
        if (snapshot is null)
        {
            return Problems.NotFound;
        }

        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{snapshot.Connection.Revision}\"");
        return TypedResults.Json(ConnectionBody.Of(snapshot, links), ApiJson.Default.ConnectionBody, statusCode: status);
    }
}
