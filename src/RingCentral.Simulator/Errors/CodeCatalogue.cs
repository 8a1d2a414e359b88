namespace RingCentral.Simulator.Errors;

/// <summary>
/// Every OAuth code of RINGCENTRAL 5.2 by its text, for faults that ask for one. Most also come by themselves where they belong; those listed
/// here in full belong to flows that are not simulated (password grant, partners, sandbox hosts).
/// </summary>
internal static class CodeCatalogue
{
    private const string InvalidRequest = "invalid_request";
    private const string InvalidClient = "invalid_client";
    private const string InvalidGrant = "invalid_grant";
    private const string Unauthorized = "unauthorized_client";

    public static IReadOnlyDictionary<string, Refusal> All { get; } = Named().Concat(OnDemand()).ToDictionary(refusal => refusal.Code);

    private static IEnumerable<Refusal> Named()
    {
        return
        [
            Refusals.InvalidBrand, Refusals.ExtensionTypeNotAllowed, Refusals.InvalidCode, Refusals.ExpiredCode, Refusals.RedirectMismatch,
            Refusals.CodeOfAnotherApp, Refusals.Duplicated("client_id"), Refusals.UnauthorizedForGrant("password"), Refusals.NoRedirectUri,
            Refusals.ClientAuthenticationRequired, Refusals.InvalidAuthorizationHeader, Refusals.UserNotFound, Refusals.UserStateForbidsLogin,
            Refusals.AccountStateForbidsLogin, Refusals.InvalidClientCredentials, Refusals.ImplicitNotAllowed, Refusals.UnknownClient("xx"),
            Refusals.QueueLoginNotAllowed, Refusals.RevokedByAnotherApp, Refusals.NetworkRestricted, Refusals.TokenExpired, Refusals.TokenRevoked,
            Refusals.TokenNotFound, Refusals.AccountGone, Refusals.UserDeleted, Refusals.UserDisabled, Refusals.GrantNotAllowed,
            Refusals.ClientCredentialsPartnersOnly, Refusals.AssertionUnparsable, Refusals.AssertionSignature, Refusals.AssertionAlgorithm,
            Refusals.AssertionOfAnotherApp("xx"),
        ];
    }

    private static IEnumerable<Refusal> OnDemand()
    {
        return
        [
            new("server_error", "OAU-102", "Unable to issue authorization code", DocsStatus: 403),
            new(InvalidRequest, "OAU-116", "Invalid authorization method", DocsStatus: 403),
            new("invalid_scope", "OAU-117", "Requested scope is narrower than granted", DocsStatus: 403),
            new(Unauthorized, "OAU-119", "Login of international virtual number is not allowed", DocsStatus: 403),
            new(InvalidClient, "OAU-120", "Wrong Application ID", DocsStatus: 401),
            new(InvalidClient, "OAU-121", "Wrong Application", DocsStatus: 401),
            new(Unauthorized, "OAU-125", "Grant type is not allowed", DocsStatus: 401),
            new(InvalidClient, "OAU-127", "Invalid application release", DocsStatus: 401),
            new(InvalidGrant, "OAU-128", "Access token expired", DocsStatus: 401),
            new(InvalidGrant, "OAU-129", "Access token corrupted", DocsStatus: 401),
            new(InvalidGrant, "OAU-140", "Invalid resource owner credentials", DocsStatus: 401),
            new(InvalidGrant, "OAU-147", "Account is locked out due to multiple unsuccessful logon attempts"),
            new(InvalidGrant, "OAU-148", "Account is locked after failed logons"),
            new(InvalidGrant, "OAU-149", "Unparsable access token", DocsStatus: 401),
            new(InvalidRequest, "OAU-150", "Request parameters do not match"),
            new(InvalidRequest, "OAU-151", "Authorization method is not supported", DocsStatus: 401),
            new(InvalidClient, "OAU-165", "Sandbox client is not allowed: xx"),
            new(Unauthorized, "OAU-168", "Password grant is not allowed, multi-factor authentication is required", DocsStatus: 401),
        ];
    }
}
