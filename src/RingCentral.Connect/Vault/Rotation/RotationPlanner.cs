using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Turns an answer into a plan. Retries always use the same refresh token: RingCentral repeats the same pair while the new access token
/// is unused (RINGCENTRAL 4, rows 3 and 4).
/// </summary>
internal static class RotationPlanner
{
    /// <summary>An invalid grant with OAU-213 or an unknown code is asked once more before it is believed.</summary>
    public static readonly TimeSpan SecondAskAfter = TimeSpan.FromSeconds(2);

    /// <summary>RingCentral's guidance for 408, 500 and time-outs (RINGCENTRAL 5.3).</summary>
    public static readonly TimeSpan AfterNoAnswer = TimeSpan.FromSeconds(10);

    /// <summary>RingCentral's guidance for a 429 without <c>Retry-After</c> (RINGCENTRAL 5.3).</summary>
    public static readonly TimeSpan AfterRateLimit = TimeSpan.FromSeconds(30);

    /// <summary>How often a blocked session is asked for: it lifts by somebody's decision, not by ours.</summary>
    public static readonly TimeSpan BlockedProbe = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>The plan for an answer that brought no pair.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="claim">What was asked for.</param>
    /// <param name="pace">The shortest time until the next ask of this connection.</param>
    public static RotationPlan For(TokenAnswer answer, RotationClaim claim, TimeSpan pace) =>
        For(answer, claim) is var plan && plan is RotationPlan.Retry retry && retry.Wait < pace ? retry with { Wait = pace } : plan;

    /// <summary>The plan after it was proven that the ask before was not carried out.</summary>
    public static RotationPlan.Retry AfterProof(RotationClaim claim) =>
        new(Backoff(claim), Untouched: true) { Failure = claim.LastFailure ?? "no_answer" };

    private static RotationPlan For(TokenAnswer answer, RotationClaim claim) => answer switch
    {
        TokenAnswer.Refused refused => For(refused.Error, claim),
        TokenAnswer.NotSent notSent => new RotationPlan.Retry(Backoff(claim), Untouched: !claim.WasInterrupted) { Failure = notSent.Cause },
        TokenAnswer.Unsure unsure => new RotationPlan.Retry(Jittered(AfterNoAnswer), Untouched: false) { Failure = unsure.Cause, RequestId = unsure.RequestId },
        _ => throw new ArgumentException($"{answer.GetType().Name} needs no plan.", nameof(answer)),
    };

    private static RotationPlan For(RingCentralError error, RotationClaim claim)
    {
        var entry = error.Entry;
        return entry.Class switch
        {
            ErrorClass.Terminal or ErrorClass.Unknown when entry.AskTwice && claim.LastFailure != error.Name => Retry(error, SecondAskAfter, claim) with { IsDoubt = true },
            ErrorClass.Terminal or ErrorClass.Unknown => new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, ReasonOf(entry, claim), ProbeAfter: null)
            {
                Failure = error.Name,
                RequestId = error.RequestId,
            },
            ErrorClass.Credential when claim.Kind == ConnectionKind.Jwt => new RotationPlan.LeaveActive(ConnectionState.NeedsReauthorization, entry.Reason, ProbeAfter: null)
            {
                Failure = error.Name,
                RequestId = error.RequestId,
            },
            ErrorClass.Blocked => new RotationPlan.LeaveActive(ConnectionState.Blocked, entry.Reason, Jittered(BlockedProbe))
            {
                Failure = error.Name,
                RequestId = error.RequestId,
            },
            _ => Retry(error, error.RetryAfter ?? (error.Status == 429 ? Jittered(AfterRateLimit) : Backoff(claim)), claim),
        };
    }

    /// <summary>
    /// A session that is refused after the end that its account has set was ended by that, whichever code RingCentral says so with (none is documented: RINGCENTRAL 4, row 16).
    /// What a code tells of the user or the account is told all the same.
    /// </summary>
    private static StateReason ReasonOf(ErrorEntry entry, RotationClaim claim) =>
        claim.Kind == ConnectionKind.AuthorizationCode && claim.Clocks.SessionExpiresAt <= claim.ClaimedAt
        && entry.Reason is (StateReason.TokenExpired or StateReason.TokenRevoked or StateReason.SessionEnded or StateReason.Other)
            ? StateReason.AbsoluteTimeout
            : entry.Reason;

    private static RotationPlan.Retry Retry(RingCentralError error, TimeSpan wait, RotationClaim claim) =>
        new(wait, Untouched: !claim.WasInterrupted) { Failure = error.Name, RequestId = error.RequestId };

    /// <summary>2, 4, 8 … 60 seconds.</summary>
    private static TimeSpan Backoff(RotationClaim claim)
    {
        var wait = ShortestBackoff * Math.Pow(2, Math.Min(claim.Failures, 5));
        return Jittered(wait < LongestBackoff ? wait : LongestBackoff);
    }

    private static TimeSpan Jittered(TimeSpan wait) => wait * (1 + (Random.Shared.NextDouble() * 0.1));
}
