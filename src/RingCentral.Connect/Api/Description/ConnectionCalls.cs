using Microsoft.OpenApi;
using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>The calls about connections themselves.</summary>
internal static class ConnectionCalls
{
    public const string Group = "Connections";

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("GET", "/connections/{id}")
        {
            Id = "getConnection",
            Group = Group,
            Summary = "A connection",
            Detail = "With an `ETag`, for a change that must not overwrite another. A look at a connection asks for no token and changes nothing.",
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems = [ProblemCodes.ConnectionNotFound],
        },
        new("GET", "/connections/by-external-id/{externalId}")
        {
            Id = "getConnectionByExternalId",
            Group = Group,
            Summary = "The connection of one of your users",
            Detail = "The same, by your own id of the user.",
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems = [ProblemCodes.ConnectionNotFound],
        },
        new("PATCH", "/connections/{id}")
        {
            Id = "updateConnection",
            Group = Group,
            Summary = "Change a connection",
            Detail = "A merge patch (RFC 7396): what is left out stays as it is. A paused connection hands out no tokens; its session is kept alive.",
            Parameters = [new("If-Match", JsonSchemaType.String, "The `ETag` that the change is based on. Left out: the change is made whatever has happened since.") { In = ParameterLocation.Header }],
            Request = new ApiBody("ConnectionPatch", "application/merge-patch+json", Examples.Patch),
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems = [ProblemCodes.ValidationFailed, ProblemCodes.ConnectionNotFound, ProblemCodes.ExternalIdTaken, ProblemCodes.PreconditionFailed],
        },
        new("POST", "/connections/{id}/disconnect")
        {
            Id = "disconnectConnection",
            Group = Group,
            Summary = "End a connection",
            Detail = "No token is handed out from now on, and RingCentral is asked to end the session. The user can connect again, under the same id. Ending it twice is no error.",
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems = [ProblemCodes.ConnectionNotFound],
        },
    ];
}
