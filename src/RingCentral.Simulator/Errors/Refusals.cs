namespace RingCentral.Simulator.Errors;

/// <summary>The error catalogue of the OAuth endpoints, RINGCENTRAL 5.2, in the order of its codes.</summary>
internal static class Refusals
{
    private const string InvalidRequest = "invalid_request";
    private const string InvalidClient = "invalid_client";
    private const string InvalidGrant = "invalid_grant";
    private const string Unauthorized = "unauthorized_client";

    public static readonly Refusal InvalidBrand = Parameter("brandId") with { Code = "OAU-101", DocsStatus = 403 };
    public static readonly Refusal ExtensionTypeNotAllowed = new(Unauthorized, "OAU-105", "Login for Department extension is not allowed", DocsStatus: 403);
    public static readonly Refusal InvalidCode = new(InvalidGrant, "OAU-106", "Invalid authorization code", DocsStatus: 403);
    public static readonly Refusal ExpiredCode = new(InvalidGrant, "OAU-108", "Authorization code is expired", DocsStatus: 403);

    /// <summary>To the browser 403, as the documents list it; the token endpoint answers 400 like everything else there.</summary>
    public static readonly Refusal RedirectMismatch = new(InvalidGrant, "OAU-109", "Redirect URIs do not match", DocsStatus: 403);
    public static readonly Refusal CodeOfAnotherApp = new(InvalidGrant, "OAU-110", "Code was not issued for this application", DocsStatus: 403);
    public static readonly Refusal NoRedirectUri = new(InvalidClient, "OAU-113", "No redirect uri is registered for the client", 403, 403);
    public static readonly Refusal ClientAuthenticationRequired = new(InvalidClient, "OAU-123", "Client authentication is required", DocsStatus: 401);
    public static readonly Refusal InvalidAuthorizationHeader = new(InvalidClient, "OAU-134", "Invalid Authorization header", DocsStatus: 401);
    public static readonly Refusal UserNotFound = new(InvalidGrant, "OAU-136", "Extension not found", DocsStatus: 401);
    public static readonly Refusal UserStateForbidsLogin = new(InvalidGrant, "OAU-141", "Login for extension in current state is not allowed", DocsStatus: 401);
    public static readonly Refusal AccountStateForbidsLogin = new(InvalidGrant, "OAU-142", "Login to account in current state is not allowed", DocsStatus: 401);
    public static readonly Refusal InvalidClientCredentials = new(InvalidClient, "OAU-146", "Invalid client credentials", DocsStatus: 401);
    public static readonly Refusal ImplicitNotAllowed = new("unsupported_response_type", "OAU-152", "Response type is not allowed");
    public static readonly Refusal QueueLoginNotAllowed = new(InvalidGrant, "OAU-163", "Login of this call queue is not allowed");
    public static readonly Refusal RevokedByAnotherApp = new(InvalidClient, "OAU-164", "Invalid client application used for token revocation");
    public static readonly Refusal NetworkRestricted = new(InvalidClient, "OAU-167", "Account access restricted by RealmId", 403, 403);
    public static readonly Refusal TokenExpired = new(InvalidGrant, "OAU-210", "Token expired");
    public static readonly Refusal TokenRevoked = new(InvalidGrant, "OAU-211", "Token revoked");
    public static readonly Refusal TokenNotFound = new(InvalidGrant, "OAU-213", "Token not found");
    public static readonly Refusal AccountGone = new(InvalidGrant, "OAU-222", "Account does not exist");
    public static readonly Refusal UserDeleted = new(InvalidGrant, "OAU-232", "Extension not found");
    public static readonly Refusal UserDisabled = new(InvalidGrant, "OAU-236", "Extension is disabled or frozen");
    public static readonly Refusal GrantNotAllowed = new(Unauthorized, "OAU-251", "Unauthorized for this grant type");
    public static readonly Refusal ClientCredentialsPartnersOnly = new(Unauthorized, "OAU-270", "Grant type client_credentials is available to partners only");
    public static readonly Refusal AssertionUnparsable = new(InvalidRequest, "OAU-331", "Assertion could not be parsed");
    public static readonly Refusal AssertionSignature = new(InvalidRequest, "OAU-345", "Invalid assertion signature");
    public static readonly Refusal AssertionAlgorithm = new(InvalidRequest, "OAU-347", "Signing algorithm is not supported for JWT bearer");

    public static readonly Refusal NotAForm = new(InvalidRequest, "CMN-101", "Content type is not supported", 415, 415);
    public static readonly Refusal UnsupportedGrant = new("unsupported_grant_type", "OAU-250", "Unsupported grant type");
    public static readonly Refusal InvalidScope = new("invalid_scope", "CMN-101", "None of the scopes is granted to the application");
    public static readonly Refusal PkceRequired = Parameter("code_challenge");

    public static Refusal Parameter(string name)
    {
        return new Refusal(InvalidRequest, "CMN-101", $"Parameter [{name}] value is invalid.") { ParameterName = name };
    }

    public static Refusal Duplicated(string name)
    {
        return new Refusal(InvalidRequest, "OAU-111", $"Request parameter duplication detected: {name}") { ParameterName = name };
    }

    public static Refusal UnknownClient(string clientId)
    {
        return new Refusal(InvalidClient, "OAU-153", $"Invalid client: {clientId}") { ParameterName = "client_id", ParameterValue = clientId };
    }

    public static Refusal DisabledClient(string clientId)
    {
        // Row 25: the description is from the specification before 2024-07, the code from the nearest message.
        return UnknownClient(clientId) with { Message = $"Invalid client application: [{clientId}]: client application is disabled" };
    }

    public static Refusal UnauthorizedForGrant(string grant)
    {
        return new Refusal(Unauthorized, "OAU-112", $"Client unauthorized for grant type [{grant}]", DocsStatus: 403);
    }

    public static Refusal AssertionOfAnotherApp(string clientId)
    {
        return new Refusal(InvalidRequest, "OAU-473", $"The client [{clientId}] is not allowed to use this personal API Key");
    }
}
