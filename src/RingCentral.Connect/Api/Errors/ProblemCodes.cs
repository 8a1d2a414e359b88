namespace RingCentral.Connect.Api.Errors;

/// <summary>The <c>code</c> of every problem that the HTTP API answers with.</summary>
internal static class ProblemCodes
{
    public const string InvalidApiKey = "invalid_api_key";
    public const string InsufficientScope = "insufficient_scope";
    public const string ValidationFailed = "validation_failed";
    public const string ServerNotAllowed = "server_not_allowed";
    public const string ConnectionNotFound = "connection_not_found";
    public const string NotFound = "not_found";
    public const string ReauthorizationRequired = "reauthorization_required";
    public const string ConnectionBlocked = "connection_blocked";
    public const string ConnectionPending = "connection_pending";
    public const string ConnectionPaused = "connection_paused";
    public const string HoldInForce = "hold_in_force";
    public const string ConnectionDisconnected = "connection_disconnected";
    public const string ExternalIdTaken = "external_id_taken";
    public const string ConnectionKindMismatch = "connection_kind_mismatch";
    public const string OwnerMismatch = "owner_mismatch";
    public const string CompletionMismatch = "completion_mismatch";
    public const string SessionLimit = "session_limit";
    public const string JwtRefused = "jwt_refused";
    public const string WebhookEndpointNotFound = "webhook_endpoint_not_found";
    public const string WebhookEndpointDisabled = "webhook_endpoint_disabled";
    public const string WebhookEndpointLimit = "webhook_endpoint_limit";
    public const string WebhookDeliveryNotFound = "webhook_delivery_not_found";
    public const string PreconditionFailed = "precondition_failed";
    public const string RateLimited = "rate_limited";
    public const string IdempotencyConflict = "idempotency_conflict";
    public const string RingCentralUnavailable = "ringcentral_unavailable";
    public const string StorageUnavailable = "storage_unavailable";
    public const string VaultUnavailable = "vault_unavailable";
    public const string InternalError = "internal_error";
}
