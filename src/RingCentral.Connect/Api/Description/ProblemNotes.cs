using RingCentral.Connect.Api.Errors;

namespace RingCentral.Connect.Api.Description;

/// <summary>What each problem code means to whoever gets it. A test holds this list to <see cref="ProblemCodes"/>.</summary>
internal sealed record ProblemNote(string Code, int Status, string Meaning)
{
    /// <summary>Its schema in the document.</summary>
    public string Schema { get; init; } = "Problem";
}

/// <inheritdoc cref="ProblemNote"/>
internal static class ProblemNotes
{
    /// <summary>Every call may answer with these.</summary>
    public static IReadOnlyList<string> OfEveryCall { get; } =
        [ProblemCodes.ValidationFailed, ProblemCodes.InvalidApiKey, ProblemCodes.InsufficientScope, ProblemCodes.StorageUnavailable, ProblemCodes.InternalError];

    public static IReadOnlyDictionary<string, ProblemNote> All { get; } = new ProblemNote[]
    {
        new(ProblemCodes.InvalidApiKey, 401, "The key is missing, unknown, revoked or expired."),
        new(ProblemCodes.InsufficientScope, 403, "The key lacks a scope, or is restricted to a prefix of external ids and the call is not."),
        new(ProblemCodes.ValidationFailed, 400, "The request is at fault; `errors` says in what, by field. The same code with status 413: a body that is too large; 415: of another media type; 422: an idempotency key of another request."),
        new(ProblemCodes.ServerNotAllowed, 400, "The server is none that this service may talk to."),
        new(ProblemCodes.NotFound, 404, "There is no such call."),
        new(ProblemCodes.ConnectionNotFound, 404, "There is no such connection, or the key may not see it."),
        new(ProblemCodes.ReauthorizationRequired, 409, "RingCentral ended the session: send this user to `reconnect_url`. `reason` says why, `since` when.") { Schema = "ReauthorizationProblem" },
        new(ProblemCodes.ConnectionBlocked, 409, "RingCentral refuses this user or account for now (`reason`). The service keeps asking; signing in again does not help."),
        new(ProblemCodes.ConnectionPending, 409, "The app has not yet confirmed who finished the connect."),
        new(ProblemCodes.ConnectionPaused, 409, "Somebody paused the connection."),
        new(ProblemCodes.HoldInForce, 409, "`min_ttl` cannot be met: the present token is promised to others until `available_at`.") { Schema = "HoldProblem" },
        new(ProblemCodes.ConnectionDisconnected, 410, "The connection was ended. The user can connect again."),
        new(ProblemCodes.ExternalIdTaken, 409, "Another connection has this external id."),
        new(ProblemCodes.ConnectionKindMismatch, 409, "A user authorized the connection with this external id, or a JWT did; neither takes the other's place."),
        new(ProblemCodes.OwnerMismatch, 409, "The connection with this external id belongs to another RingCentral user than the one who signed in, or whose JWT it is."),
        new(ProblemCodes.CompletionMismatch, 409, "The completion code belongs to an invitation of another user. What came of it is revoked."),
        new(ProblemCodes.SessionLimit, 409, "RingCentral keeps five sessions of a user and an app, and would silently end an older one."),
        new(ProblemCodes.JwtRefused, 422, "RingCentral refused the JWT: `reason` and `ringcentral_code` say why. Nothing was stored or changed.") { Schema = "JwtRefusedProblem" },
        new(ProblemCodes.WebhookEndpointNotFound, 404, "There is no such webhook endpoint."),
        new(ProblemCodes.WebhookDeliveryNotFound, 404, "There is no such delivery to this endpoint, or retention has ended it."),
        new(ProblemCodes.WebhookEndpointDisabled, 409, "Nothing is sent to this endpoint until it is enabled."),
        new(ProblemCodes.WebhookEndpointLimit, 409, "There are as many webhook endpoints as there may be."),
        new(ProblemCodes.PreconditionFailed, 412, "The connection has changed: its `ETag` is no longer the one in `If-Match`."),
        new(ProblemCodes.RateLimited, 429, "Too much was asked of this connection or by this key. Ask again after `Retry-After`."),
        new(ProblemCodes.IdempotencyConflict, 409, "A request with this `Idempotency-Key` is still being worked on. Send it again in a moment."),
        new(ProblemCodes.RingCentralUnavailable, 503, "RingCentral gives no token at the moment, and none that works is left. Ask again after `Retry-After`."),
        new(ProblemCodes.StorageUnavailable, 503, "The database does not answer. Ask again after `Retry-After`."),
        new(ProblemCodes.VaultUnavailable, 503, "The stored tokens cannot be opened: an administrator has to restore the key ring. Nothing is lost."),
        new(ProblemCodes.InternalError, 500, "A fault of the service. `reference` finds the entry in its log."),
    }.ToDictionary(note => note.Code);
}
