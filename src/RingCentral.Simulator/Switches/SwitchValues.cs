namespace RingCentral.Simulator.Switches;

/// <summary>
/// One position of every switch (RINGCENTRAL appendix A and the facts marked U). The defaults are what RINGCENTRAL proposes;
/// other values give the other reading. Immutable: a request sees one position from start to end.
/// </summary>
internal sealed record SwitchValues
{
    private const string Lifetimes = "Lifetimes";
    private const string Grace = "Grace";
    private const string Sessions = "Sessions";
    private const string Replies = "Replies";
    private const string Browser = "Browser";
    private const string Limits = "Rate limits";

    [Switch(Lifetimes, "How long an authorization code lives.")]
    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromSeconds(60);

    [Switch(Lifetimes, "Life of an access token; also the most that access_token_ttl can ask for.")]
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    [Switch(Lifetimes, "Life of a refresh token; shortened here, it is also the most that refresh_token_ttl can ask for.")]
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(7);

    [Switch(Lifetimes, "The most that refresh_token_ttl can ask for: 30 days, or 7 as the older documents say.")]
    public TimeSpan RefreshTokenLifetimeMax { get; init; } = TimeSpan.FromDays(30);

    [Switch(Lifetimes, "By how much a reply understates each lifetime.")]
    public TimeSpan ReportedLifetimeShortBy { get; init; } = TimeSpan.FromSeconds(1);

    [Switch(Grace, "How long a spent refresh token repeats its pair once the new access token was used.")]
    public TimeSpan GraceAfterUse { get; init; } = TimeSpan.FromSeconds(10);

    [Switch(Grace, "How long a spent refresh token repeats its pair while the new access token is unused.")]
    public TimeSpan GraceUnused { get; init; } = TimeSpan.FromMinutes(60);

    [Switch(Grace, "Lifetimes in a repeated reply: what is left of the pair, or the full figures again.")]
    public LifetimeInGrace GraceExpiresIn { get; init; } = LifetimeInGrace.Remaining;

    [Switch(Grace, "Whether the refresh token before the spent one still answers after the next rotation.")]
    public bool GraceSurvivesNextRotation { get; init; }

    [Switch(Grace, "Whether late reuse of a spent refresh token ends the session.")]
    public bool ReuseKillsSession { get; init; }

    [Switch(Grace, "How long a rotated access token answers OAU-129 before OAU-213.")]
    public TimeSpan OldAccessTokenCorruptedFor { get; init; } = TimeSpan.FromSeconds(10);

    [Switch(Sessions, "Live sessions per user and app; 0 is no limit.")]
    public int SessionLimit { get; init; } = 5;

    [Switch(Sessions, "What happens to a sign-in beyond the limit.")]
    public SessionLimitPolicy SessionLimitPolicy { get; init; }

    [Switch(Sessions, "Whether a sign-in with the endpoint_id of a live session replaces it.")]
    public bool SameEndpointReplaces { get; init; }

    [Switch(Sessions, "Absolute timeout of sessions opened from now on; 0 is none.")]
    public TimeSpan AbsoluteSessionTimeout { get; init; }

    [Switch(Sessions, "Idle timeout of sessions opened from now on; 0 is none.")]
    public TimeSpan IdleSessionTimeout { get; init; }

    [Switch(Sessions, "What counts as use against the idle timeout.")]
    public IdleResetBy IdleResetBy { get; init; }

    [Switch(Sessions, "How long the tokens of a revoked session answer OAU-211 before OAU-213.")]
    public TimeSpan RevokedCodeFor { get; init; } = TimeSpan.FromHours(1);

    [Switch(Sessions, "How long an expired refresh token answers OAU-210 before OAU-213.")]
    public TimeSpan ExpiredCodeFor { get; init; } = TimeSpan.FromDays(7);

    [Switch(Sessions, "Whether a second refresh of a session under way is refused with 429 CMN-304.")]
    public ConcurrentRefresh ConcurrentRefresh { get; init; }

    [Switch(Replies, "Whether the app has \"Issue refresh tokens\" ticked.")]
    public bool IssueRefreshTokens { get; init; } = true;

    [Switch(Replies, "Refresh token in the reply to a refresh: a new one, the same again, or none (the old one goes on).")]
    public RefreshTokenInReply RefreshTokenInReply { get; init; }

    [Switch(Replies, "For how long a second redemption of a code returns the same pair; 0 is never.")]
    public TimeSpan CodeReplayReturnsSameFor { get; init; }

    [Switch(Replies, "Status of errors of the token endpoint: 400 as observed, or 401 and 403 as the documents list them.")]
    public ErrorStatus TokenErrorStatus { get; init; }

    [Switch(Replies, "Leave the errors array out of OAuth errors.")]
    public bool OmitErrors { get; init; }

    [Switch(Replies, "Leave Retry-After out of 429 and 503.")]
    public bool OmitRetryAfter { get; init; }

    [Switch(Replies, "App permissions granted instead of the app's own, separated by spaces; empty is the app's own.")]
    public string GrantedPermissions { get; init; } = "";

    [Switch(Replies, "Signature of id_token.")]
    public IdTokenAlgorithm IdTokenAlgorithm { get; init; }

    [Switch(Browser, "Deny whatever the person presses at consent.")]
    public bool DenyAtConsent { get; init; }

    [Switch(Browser, "Echo state when the person denies.")]
    public bool StateOnDenial { get; init; } = true;

    [Switch(Browser, "Encode the description of a denial twice, as recorded.")]
    public bool DoubleEncodedDenial { get; init; } = true;

    [Switch(Browser, "More parameters for the callback, as a query string.")]
    public string ExtraCallbackParameters { get; init; } = "";

    [Switch(Browser, "Status of a wrong redirect URI: 403 as observed; docs is 400 as the specification says.")]
    public ErrorStatus RedirectErrorStatus { get; init; }

    [Switch(Browser, "Stand for platform.ringcentral.biz: only users of AT&T Office@Hand and Verizon can sign in.")]
    public bool PartnerEnvironment { get; init; }

    [Switch(Limits, "Requests of the Auth group in one window; 0 is no limit.")]
    public int AuthLimit { get; init; }

    [Switch(Limits, "What shares one Auth bucket.")]
    public RateLimitScope AuthLimitScope { get; init; }

    [Switch(Limits, "Window of the Auth group.")]
    public TimeSpan AuthLimitWindow { get; init; } = TimeSpan.FromMinutes(1);

    [Switch(Limits, "How long the Auth group refuses everything once exceeded.")]
    public TimeSpan AuthLimitPenalty { get; init; } = TimeSpan.FromMinutes(1);

    [Switch(Limits, "Requests of the Light group (extension, account) per user and app in one window; 0 is no limit.")]
    public int LightLimit { get; init; }

    [Switch(Limits, "Window of the Light group.")]
    public TimeSpan LightLimitWindow { get; init; } = TimeSpan.FromMinutes(1);

    [Switch(Limits, "How long the Light group refuses everything once exceeded.")]
    public TimeSpan LightLimitPenalty { get; init; } = TimeSpan.FromMinutes(1);

    [Switch(Limits, "Whether each request during a penalty starts it again.")]
    public bool PenaltyRestarts { get; init; } = true;

    [Switch(Limits, "Whether replies carry X-Rate-Limit headers where a limit is set.")]
    public bool RateLimitHeaders { get; init; } = true;
}
