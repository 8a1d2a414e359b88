using System.Diagnostics;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Jwt;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Rotates one claimed session: ask, commit, then hand out (DESIGN 5). Once asked, nothing may stop it before the result is written
/// down: neither a caller who leaves nor a shutdown, so it takes no cancellation token.
/// </summary>
internal sealed partial class Rotator(
    RotationAsk ask, RotationLedger ledger, JwtRenewal jwts, IFlagBrake brake, RotationTally tally, ILogger<Rotator> logger)
{
    /// <summary>How long to leave a session alone whose pair does not open: a key may still be on its way.</summary>
    private static readonly TimeSpan AfterVaultFailure = TimeSpan.FromSeconds(60);

    /// <summary>How long to leave a session alone that the mass brake holds back.</summary>
    private static readonly TimeSpan AfterBrake = TimeSpan.FromMinutes(1);

    /// <summary>Carries a claim to its end. Fails only with the process.</summary>
    /// <param name="claim">What to rotate.</param>
    /// <param name="permit">The right to ask; it is used or given back.</param>
    /// <param name="answered">Called when RingCentral has given a new pair, before its commit: the next may be asked meanwhile.</param>
    public async Task<RotationOutcome> RotateAsync(RotationClaim claim, AskPermit permit, Action? answered = null)
    {
        using var activity = RotationTracing.Source.StartActivity("rotate");
        activity?.SetTag("connect.connection_id", claim.ConnectionId);
        var started = Stopwatch.GetTimestamp();
        var outcome = await ledger.TakeNewerAsync(claim) ? await GiveWayAsync(claim, permit) : await RunAsync(claim, permit, answered);
        tally.Add(outcome, Stopwatch.GetElapsedTime(started));
        activity?.SetTag("connect.outcome", outcome.ToString());
        return outcome;
    }

    private async Task<RotationOutcome> RunAsync(RotationClaim claim, AskPermit permit, Action? answered)
    {
        TokenPair spent;
        ServerOrigin server;
        try
        {
            spent = ledger.Open(claim);
            server = ask.ServerOf(claim);
        }
        catch (Exception exception) when (exception is VaultUnavailableException or InvalidOperationException)
        {
            Log.CannotOpen(logger, exception, claim.ConnectionId);
            await permit.ReturnAsync(CancellationToken.None);
            var retry = new RotationPlan.Retry(AfterVaultFailure, Untouched: !claim.WasInterrupted) { Failure = FailureNames.VaultUnavailable };
            return await PostponeAsync(claim, retry, RotationOutcome.VaultUnavailable);
        }

        if (await ask.IsProvenUntouchedAsync(server, spent, claim))
        {
            // The ask before this one was not carried out. The old token works, and may be handed out until the next ask.
            await permit.ReturnAsync(CancellationToken.None);
            return await PostponeAsync(claim, RotationPlanner.AfterProof(claim), RotationOutcome.ProvenUntouched);
        }

        if (spent.RefreshToken is null)
        {
            return await RenewByJwtAsync(claim, server, permit);
        }

        var answer = await ask.RefreshAsync(server, spent, claim, permit);
        if (answer is TokenAnswer.Granted granted)
        {
            answered?.Invoke();
            return await KeepAsync(claim, granted.Reply, spent, server);
        }

        var plan = RotationPlanner.For(answer, claim, ask.Pace);
        if (plan is RotationPlan.LeaveActive && await ledger.TakeNewerAsync(claim))
        {
            return Overtaken(claim);
        }

        return claim.Kind == ConnectionKind.Jwt && plan is RotationPlan.LeaveActive { State: ConnectionState.NeedsReauthorization }
            ? await ForgetRefreshTokenAsync(claim, spent, plan)
            : await WithoutPairAsync(claim, plan, IsOurFault(answer));
    }

    private async Task<RotationOutcome> KeepAsync(RotationClaim claim, TokenReply reply, TokenPair spent, ServerOrigin server)
    {
        // "A new refresh token is usually generated": where none came, the old one stays in force (RINGCENTRAL 4, row 1).
        var pair = new TokenPair(reply.AccessToken, reply.RefreshToken ?? spent.RefreshToken);
        if (await ledger.CommitAsync(claim, reply, pair) != Settlement.Written)
        {
            return Overtaken(claim);
        }

        Log.Rotated(logger, claim.ConnectionId, claim.Generation + 1);
        if ((reply.SessionIdleTimeout ?? claim.Clocks.IdleTimeout) is not null)
        {
            await ask.UseAsync(server, pair);
        }

        return RotationOutcome.Rotated;
    }

    private async Task<RotationOutcome> RenewByJwtAsync(RotationClaim claim, ServerOrigin server, AskPermit permit)
    {
        switch (await jwts.RenewAsync(claim, server, permit))
        {
            case JwtRenewalResult.Opened:
                Log.Rotated(logger, claim.ConnectionId, claim.Generation + 1);
                return RotationOutcome.Rotated;
            case JwtRenewalResult.Overtaken:
                return Overtaken(claim);
            case JwtRenewalResult.NotOpened notOpened:
                return await WithoutPairAsync(claim, notOpened.Plan, notOpened.IsOurFault);
            case var other:
                throw new InvalidOperationException($"A renewal cannot end as {other.GetType().Name}.");
        }
    }

    /// <summary>The end of a session, but not of a connection that has a JWT: that opens the next one, by a claim and a permit of its own.</summary>
    private async Task<RotationOutcome> ForgetRefreshTokenAsync(RotationClaim claim, TokenPair spent, RotationPlan plan)
    {
        Log.RefreshRefused(logger, claim.ConnectionId, plan.Failure, plan.RequestId);
        return await ledger.ForgetRefreshTokenAsync(claim, spent, plan) == Settlement.Written
            ? RotationOutcome.RefreshRefused
            : RotationOutcome.Overtaken;
    }

    private static bool IsOurFault(TokenAnswer answer) => answer is TokenAnswer.Refused { Error.Entry.Class: ErrorClass.Configuration or ErrorClass.Credential };

    private async Task<RotationOutcome> WithoutPairAsync(RotationClaim claim, RotationPlan plan, bool isOurFault)
    {
        switch (plan)
        {
            case RotationPlan.Retry retry:
                Log.Postponed(logger, claim.ConnectionId, retry.Failure, retry.RequestId, retry.Wait);
                return await PostponeAsync(claim, retry, OutcomeOf(retry, isOurFault));
            case RotationPlan.LeaveActive leave when IsWeighed(leave) && !await brake.MayFlagAsync(claim):
                Log.HeldBack(logger, claim.ConnectionId, leave.Failure);
                var later = new RotationPlan.Retry(AfterBrake, Untouched: false) { Failure = leave.Failure, RequestId = leave.RequestId };
                return await PostponeAsync(claim, later, RotationOutcome.HeldBack);
            case RotationPlan.LeaveActive leave:
                return await LeaveActiveAsync(claim, leave);
            case var other:
                throw new InvalidOperationException($"A plan cannot be {other.GetType().Name}.");
        }
    }

    private static RotationOutcome OutcomeOf(RotationPlan.Retry retry, bool isOurFault) =>
        isOurFault ? RotationOutcome.Misconfigured : retry.IsDoubt ? RotationOutcome.Doubted : RotationOutcome.Postponed;

    /// <summary>Whether the mass brake has a say. What is wrong with a JWT is told of that JWT alone: it neither weighs on the brake nor is held by it.</summary>
    private static bool IsWeighed(RotationPlan.LeaveActive plan) =>
        plan is { State: ConnectionState.NeedsReauthorization, Reason: not StateReason.JwtInvalid };

    private async Task<RotationOutcome> LeaveActiveAsync(RotationClaim claim, RotationPlan.LeaveActive plan)
    {
        if (await ledger.LeaveActiveAsync(claim, plan) != Settlement.Written)
        {
            return Overtaken(claim);
        }

        Log.LeftActive(logger, claim.ConnectionId, plan.State, plan.Reason, plan.Failure, plan.RequestId);
        return plan.State == ConnectionState.Blocked ? RotationOutcome.Blocked : RotationOutcome.Flagged;
    }

    private async Task<RotationOutcome> GiveWayAsync(RotationClaim claim, AskPermit permit)
    {
        await permit.ReturnAsync(CancellationToken.None);
        return Overtaken(claim);
    }

    private RotationOutcome Overtaken(RotationClaim claim)
    {
        Log.Overtaken(logger, claim.ConnectionId, claim.Generation);
        return RotationOutcome.Overtaken;
    }

    private async Task<RotationOutcome> PostponeAsync(RotationClaim claim, RotationPlan.Retry retry, RotationOutcome outcome) =>
        await ledger.PostponeAsync(claim, retry) == Settlement.Written ? outcome : RotationOutcome.Overtaken;
}
