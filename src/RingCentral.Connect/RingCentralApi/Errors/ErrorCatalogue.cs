using System.Collections.Frozen;
using RingCentral.Connect.Data.Connections;

namespace RingCentral.Connect.RingCentralApi.Errors;

/// <summary>One row of the catalogue.</summary>
/// <param name="Class">What the error means for the session.</param>
/// <param name="Reason">The reason told where the error ends or blocks a session.</param>
internal sealed record ErrorEntry(ErrorClass Class, StateReason Reason = StateReason.Other)
{
    /// <summary>
    /// Whether one answer is not enough to end a session: OAU-213 also answers a race that another process won, and a code
    /// that we do not know proves little (DESIGN 5, point 7).
    /// </summary>
    public bool AskTwice { get; init; }

    /// <summary>What the code says, and what there is to mend, for administrators.</summary>
    public string Meaning { get; init; } = "RingCentral refused with a code that its documentation does not explain.";
}

/// <summary>
/// RINGCENTRAL 5.2, as read by the token endpoint. <c>errorCode</c> decides; <c>error</c> only where no known code came; the status last,
/// since RingCentral's own documents disagree about statuses.
/// </summary>
internal static class ErrorCatalogue
{
    private static readonly ErrorEntry Configuration = new(ErrorClass.Configuration);
    private static readonly ErrorEntry Transient = new(ErrorClass.Transient);
    private static readonly ErrorEntry RestartConnect = new(ErrorClass.RestartConnect);
    private static readonly ErrorEntry AccessToken = new(ErrorClass.AccessToken);
    private static readonly ErrorEntry Unknown = new(ErrorClass.Unknown) { AskTwice = true };
    private static readonly ErrorEntry JwtInvalid = new(ErrorClass.Credential, StateReason.JwtInvalid);

    private static readonly FrozenDictionary<string, ErrorEntry> ByCode = new Dictionary<string, ErrorEntry>
    {
        ["OAU-106"] = RestartConnect with { Meaning = "The authorization code is not one that RingCentral knows, or was redeemed before." },
        ["OAU-108"] = RestartConnect with { Meaning = "The authorization code was redeemed too late." },
        ["OAU-105"] = Ended(StateReason.Other) with { Meaning = "Users of this type may not sign in to apps." },
        ["OAU-128"] = AccessToken with { Meaning = "The access token has expired." },
        ["OAU-129"] = AccessToken with { Meaning = "The access token is not valid any more." },
        ["OAU-149"] = AccessToken with { Meaning = "The access token cannot be read." },
        ["OAU-136"] = Ended(StateReason.UserDeleted) with { Meaning = "The user does not exist at RingCentral any more." },
        ["OAU-140"] = Ended(StateReason.Other) with { Meaning = "RingCentral does not accept the credentials." },
        ["OAU-141"] = Ended(StateReason.UserDisabled) with { Meaning = "The user is disabled or not activated: their administrator can enable them in RingCentral's admin portal." },
        ["OAU-142"] = Blocked(StateReason.AccountClosed) with { Meaning = "The account is suspended or closed; it may come back when the account's owner settles it with RingCentral." },
        ["OAU-147"] = Transient with { Meaning = "The account is locked for a while after failed sign-ins." },
        ["OAU-148"] = Transient with { Meaning = "The account is locked for a while after failed sign-ins." },
        ["OAU-163"] = Ended(StateReason.Other) with { Meaning = "Call queues of this kind may not sign in." },
        ["OAU-167"] = Blocked(StateReason.NetworkPolicy) with { Meaning = "A network or site policy of the account forbids access from where we ask; its administrator must allow our addresses." },
        ["OAU-210"] = Ended(StateReason.TokenExpired) with { Meaning = "The refresh token was not spent within its life." },
        ["OAU-211"] = Ended(StateReason.TokenRevoked) with { Meaning = "The session was revoked: by the user, by an administrator, or by a revocation request." },
        ["OAU-213"] = Ended(StateReason.SessionEnded) with { AskTwice = true, Meaning = "RingCentral does not know the token any more: the session was ended there, the password was changed, a sixth session pushed it out, or somebody else spent the refresh token." },
        ["OAU-222"] = Ended(StateReason.AccountClosed) with { Meaning = "The account does not exist any more." },
        ["OAU-232"] = Ended(StateReason.UserDeleted) with { Meaning = "The user does not exist at RingCentral any more." },
        ["OAU-236"] = Blocked(StateReason.UserDisabled) with { Meaning = "The user is disabled or frozen: their administrator can enable them in RingCentral's admin portal." },
        ["OAU-251"] = JwtInvalid with { Meaning = "The app may not use this kind of authorization: tick it under \"Auth\" in the developer console." },
        ["OAU-331"] = JwtInvalid with { Meaning = "The JWT cannot be read." },
        ["OAU-345"] = JwtInvalid with { Meaning = "The signature of the JWT does not hold: make a new credential in the developer console." },
        ["OAU-347"] = JwtInvalid with { Meaning = "The JWT is signed by a method that RingCentral does not accept: make a new credential in the developer console." },
        ["OAU-473"] = JwtInvalid with { Meaning = "The JWT credential is restricted to other apps: allow this client id in the developer console." },
        ["CMN-405"] = Ended(StateReason.UserDeleted) with { Meaning = "The user does not exist at RingCentral any more, or may not sign in." },
        ["CMN-201"] = Transient with { Meaning = "RingCentral is temporarily unavailable." },
        ["CMN-203"] = Transient with { Meaning = "RingCentral met an error of its own." },
        ["CMN-301"] = Transient with { Meaning = "RingCentral's rate limit for these requests was reached." },
        ["CMN-302"] = Transient with { Meaning = "RingCentral's rate limit for these requests was reached." },
        ["CMN-303"] = Transient with { Meaning = "RingCentral cannot tell which rate limit applies to the app; ask its developer support if it lasts." },
        ["CMN-304"] = Transient with { Meaning = "Two equal requests met at RingCentral." },
        ["CMN-310"] = Transient with { Meaning = "RingCentral's limit for our address was reached." },
        ["CMN-101"] = Configuration with { Meaning = "RingCentral does not accept a value that we sent." },
        ["CMN-401"] = Configuration with { Meaning = "The app lacks a permission: add it in the developer console." },
        ["CMN-408"] = Configuration with { Meaning = "The user's role lacks a permission; the session is fine." },
        ["AGW-401"] = Configuration with { Meaning = "RingCentral saw no credentials with the request." },
        ["OAU-101"] = Configuration with { Meaning = "RingCentral does not accept the brand that was asked for." },
        ["OAU-102"] = Configuration with { Meaning = "RingCentral could not issue an authorization code." },
        ["OAU-109"] = Configuration with { Meaning = "The redirect URI differs from the one that the sign-in began with." },
        ["OAU-110"] = Configuration with { Meaning = "The authorization code was issued to another app: compare RingCentral:ClientId with the developer console." },
        ["OAU-111"] = Configuration with { Meaning = "A parameter was sent twice." },
        ["OAU-112"] = Configuration with { Meaning = "The app may not use this kind of authorization: tick it under \"Auth\" in the developer console." },
        ["OAU-113"] = Configuration with { Meaning = "The app has no redirect URI: add Connect:PublicUrl followed by /callback/ringcentral in the developer console." },
        ["OAU-116"] = Configuration with { Meaning = "RingCentral does not accept the way of authorization." },
        ["OAU-117"] = Configuration with { Meaning = "More permissions were asked for than the app has: compare RingCentral:Scopes with the developer console." },
        ["OAU-119"] = Configuration with { Meaning = "Users with international virtual numbers may not use this app." },
        ["OAU-120"] = Configuration with { Meaning = "The client id is not an app's." },
        ["OAU-121"] = Configuration with { Meaning = "The client id belongs to another app." },
        ["OAU-123"] = Configuration with { Meaning = "The client secret is missing or malformed: check RingCentral:ClientSecret." },
        ["OAU-125"] = Configuration with { Meaning = "The app may not use this kind of authorization: tick it under \"Auth\" in the developer console." },
        ["OAU-127"] = Configuration with { Meaning = "This release of the app is not valid at RingCentral." },
        ["OAU-134"] = Configuration with { Meaning = "RingCentral cannot read the credentials of the request." },
        ["OAU-146"] = Configuration with { Meaning = "The client secret is wrong: compare RingCentral:ClientSecret with the developer console." },
        ["OAU-150"] = Configuration with { Meaning = "Two parameters contradict each other." },
        ["OAU-151"] = Configuration with { Meaning = "RingCentral does not support the way in which we authenticate: a confidential app needs RingCentral:ClientSecret, a public one must not have it." },
        ["OAU-152"] = Configuration with { Meaning = "The app may not use the implicit flow." },
        ["OAU-153"] = Configuration with { Meaning = "RingCentral does not know the client id: compare RingCentral:ClientId with the developer console, and look whether the app is disabled there." },
        ["OAU-164"] = Configuration with { Meaning = "The token that was to be revoked belongs to another app." },
        ["OAU-165"] = Configuration with { Meaning = "The client id is one of RingCentral's former sandbox." },
        ["OAU-168"] = Configuration with { Meaning = "The account asks for a second factor, which this kind of authorization cannot give." },
        ["OAU-270"] = Configuration with { Meaning = "Only RingCentral's partners may use this kind of authorization." },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ErrorEntry> ByError = new Dictionary<string, ErrorEntry>
    {
        ["invalid_grant"] = Unknown,
        ["expired_token"] = Unknown,
        ["access_denied"] = Unknown,
        ["invalid_client"] = Configuration,
        ["unauthorized_client"] = Configuration,
        ["invalid_request"] = Configuration,
        ["invalid_scope"] = Configuration,
        ["unsupported_grant_type"] = Configuration,
        ["insufficient_scope"] = Configuration,
        ["service_unavailable"] = Transient,
        ["temporarily_unavailable"] = Transient,
        ["server_error"] = Transient,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every documented code with its row.</summary>
    public static IReadOnlyDictionary<string, ErrorEntry> Codes => ByCode;

    /// <summary>The row of a code alone; null where it is not documented.</summary>
    public static ErrorEntry? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The row for an error.</summary>
    public static ErrorEntry Find(RingCentralError error)
    {
        if (error.Code is not null && ByCode.TryGetValue(error.Code, out var byCode))
        {
            return byCode;
        }

        if (error.Error is not null && ByError.TryGetValue(error.Error, out var byError))
        {
            return byError;
        }

        return error.Status is 408 or 429 or >= 500 ? Transient : Unknown;
    }

    private static ErrorEntry Ended(StateReason reason) => new(ErrorClass.Terminal, reason);

    private static ErrorEntry Blocked(StateReason reason) => new(ErrorClass.Blocked, reason);
}
