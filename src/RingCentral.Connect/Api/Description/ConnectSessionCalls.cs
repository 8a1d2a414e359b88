using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>The calls that invite users.</summary>
internal static class ConnectSessionCalls
{
    public const string Group = "Connecting users";

    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("POST", "/connect-sessions")
        {
            Id = "createConnectSession",
            Group = Group,
            Summary = "Invite a user to connect",
            Detail = "Send the user's browser to `connect_url`, as a page or in a popup. A known `external_id` makes it a reconnect, under the same connection id. The link works once, for 30 minutes "
                + "or for `expires_in` seconds. Afterwards the browser goes to `return_url` with `status` (`connected`, `denied`, `failed`), `connection_id` and `external_id`; without one it stays on a page "
                + "of this service. With `require_completion` nothing is connected until you have confirmed the `completion_code` that comes to `return_url`: use it wherever somebody could send such a link "
                + "to somebody else.",
            Parameters = [ApiParameter.IdempotencyKey],
            Request = ApiBody.Json("ConnectSessionRequest", Examples.ConnectSessionRequest),
            Answer = ApiBody.Json("ConnectSession", Examples.ConnectSession),
            Status = StatusCodes.Status201Created,
            Problems = [ProblemCodes.ServerNotAllowed, ProblemCodes.ConnectionKindMismatch, ProblemCodes.IdempotencyConflict],
        },
        new("POST", "/connect-sessions/complete")
        {
            Id = "completeConnectSession",
            Group = Group,
            Summary = "Confirm who connected",
            Detail = "Within ten minutes, with the `external_id` of the user who is signed in to your app in the browser that brought the code. If that is not the user who was invited, nothing is connected.",
            Request = ApiBody.Json("Completion", Examples.Completion),
            Answer = ApiBody.Json("Connection", Examples.Connection),
            Problems = [ProblemCodes.CompletionMismatch, ProblemCodes.OwnerMismatch, ProblemCodes.SessionLimit, ProblemCodes.VaultUnavailable],
        },
        new("POST", "/connections/{id}/manage-link")
        {
            Id = "createManageLink",
            Group = Group,
            Summary = "Show users their connection",
            Detail = "A link that opens the person's own page: what is connected, since when, what happened, with ways to reconnect and to disconnect. It works for 15 minutes and then for 12 hours in "
                + "the browser that opened it, so give it only to the person whose connection it is.",
            Answer = ApiBody.Json("ManageLink", Examples.ManageLink),
            Problems = [ProblemCodes.ConnectionNotFound],
        },
    ];
}
