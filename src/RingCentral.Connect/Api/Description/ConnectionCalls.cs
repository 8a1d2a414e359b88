using Microsoft.OpenApi;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Description;

/// <summary>The calls about connections themselves.</summary>
internal static class ConnectionCalls
{
    public const string Group = "Connections";

    private static ApiParameter[] Filters =>
    [
        new("state", JsonSchemaType.String, "What the connection says of itself.") { Values = ApiSchemas.Names<ConnectionState>() },
        new("health", JsonSchemaType.String, "What the connection says of itself.") { Values = ApiSchemas.Names<ConnectionHealth>() },
        new("external_id", JsonSchemaType.String, "Exactly this."),
        new("owner_id", JsonSchemaType.String, "Exactly this."),
        new("account_id", JsonSchemaType.String, "Exactly this."),
        new("email", JsonSchemaType.String, "The owner's address, upper or lower case."),
        new("q", JsonSchemaType.String, "Text in name, e-mail address, extension number, external id or owner id, upper or lower case; one or two characters at the beginning of a part only."),
        new("metadata.KEY", JsonSchemaType.String, "A member of the metadata, at its top level, named in place of `KEY`. Up to ten."),
        new("expires_before", JsonSchemaType.String, "An instant: sessions that are kept alive and would lapse, or be ended, before it."),
        new("limit", JsonSchemaType.Integer, "How many, 1 to 200 (50)."),
        new("cursor", JsonSchemaType.String, "`next_cursor` of the page before, with the same filters."),
    ];

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("GET", "/connections")
        {
            Id = "listConnections",
            Group = Group,
            Summary = "List connections",
            Detail = "In the order of their making; all filters that are given must fit. The list ends where `next_cursor` is null, not where a page is short: each page does a bounded "
                + "amount of work. A connection that is there from the first page to the last is listed exactly once.",
            Parameters = Filters,
            Answer = ApiBody.Json("ConnectionList", Examples.ConnectionList),
        },
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
            Problems = [ProblemCodes.ConnectionNotFound, ProblemCodes.ExternalIdTaken, ProblemCodes.PreconditionFailed],
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
        new("POST", "/connections/{id}/rotate")
        {
            Id = "rotateConnection",
            Group = Group,
            Summary = "Rotate a connection now",
            Detail = "Whatever was promised of the present token: it dies in its holder's hand. Hands nothing out. A blocked connection is asked for ahead of its time.",
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems =
            [
                ProblemCodes.ConnectionNotFound, ProblemCodes.ReauthorizationRequired, ProblemCodes.ConnectionBlocked, ProblemCodes.ConnectionPending,
                ProblemCodes.ConnectionDisconnected, ProblemCodes.RateLimited, ProblemCodes.RingCentralUnavailable, ProblemCodes.VaultUnavailable,
            ],
        },
        new("DELETE", "/connections/{id}")
        {
            Id = "deleteConnection",
            Group = Group,
            Summary = "Forget a connection",
            Detail = "Ends the session as a disconnect does, and erases owner, metadata and external id, which can be used again. What stays is the history under its id, which holds nothing of the person.",
            Status = StatusCodes.Status204NoContent,
            Problems = [ProblemCodes.ConnectionNotFound],
        },
    ];
}
