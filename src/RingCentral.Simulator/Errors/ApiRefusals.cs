namespace RingCentral.Simulator.Errors;

/// <summary>The error catalogue of the API resources, RINGCENTRAL 5.1, 5.2 and section 4.</summary>
internal static class ApiRefusals
{
    private const string TokenInvalid = "TokenInvalid";

    public static readonly ApiRefusal NoHeader = new(401, "AGW-401", "AGW-401", "Authorization header is not specified");

    /// <summary>Widely assumed, no sample found (RINGCENTRAL 5.1, U).</summary>
    public static readonly ApiRefusal Expired = new(401, "TokenExpired", "OAU-128", "Access token expired");
    public static readonly ApiRefusal Corrupted = new(401, TokenInvalid, "OAU-129", "Access token corrupted");
    public static readonly ApiRefusal Unparsable = new(401, TokenInvalid, "OAU-149", "OAuth token is invalid");
    public static readonly ApiRefusal NotFound = new(401, TokenInvalid, "OAU-213", "Token not found");
    public static readonly ApiRefusal UserDisabled = new(401, TokenInvalid, "OAU-236", "Extension is disabled or frozen");
    public static readonly ApiRefusal UserDeleted = new(401, "CMN-405", "CMN-405", "Login to extension required");
    public static readonly ApiRefusal AccountSuspended = new(401, TokenInvalid, "OAU-142", "Login to account in current state is not allowed");
    public static readonly ApiRefusal AccountGone = new(401, TokenInvalid, "OAU-222", "Account does not exist");
    public static readonly ApiRefusal NetworkRestricted = new(403, "OAU-167", "OAU-167", "Account access restricted by RealmId");
    public static readonly ApiRefusal RateExceeded = new(429, "CMN-301", "CMN-301", "Request rate exceeded");
    public static readonly ApiRefusal DuplicateRequest = new(429, "CMN-304", "CMN-304", "Duplicate concurrent request. Try again later");

    public static ApiRefusal AppPermission(string permission)
    {
        return new ApiRefusal(403, "CMN-401", "CMN-401",
            $"In order to call this API endpoint, application needs to have [{permission}] permission");
    }

    public static ApiRefusal UserPermission(string permission)
    {
        return new ApiRefusal(403, "CMN-408", "CMN-408",
            $"In order to call this API endpoint, user needs to have [{permission}] permission for requested resource.");
    }
}
