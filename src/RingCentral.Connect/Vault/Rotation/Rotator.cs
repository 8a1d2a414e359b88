using System.Diagnostics;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Rotates one claimed session: ask, commit, then hand out (DESIGN 5). Once asked, nothing may stop it before the result is written
/// down: neither a caller who leaves nor a shutdown, so it takes no cancellation token.
/// </summary>
internal sealed partial class Rotator(
    RotationAsk ask, TokenPairProtector protector, RotationLedger ledger, IFlagBrake brake, RotationTally tally, ILogger<Rotator> logger)
{
    /// <summary>How long to leave a session alone whose pair does not open: a key may still be on its way.</summary>
    private static readonly TimeSpan AfterVaultFailure = TimeSpan.FromSeconds(60);

    /// <summary>How long to leave a session alone that the mass brake holds back.</summary>
    private static readonly TimeSpan AfterBrake = TimeSpan.FromMinutes(1);

    /// <summary>Carries a claim to its end. Fails only with the process.</summary>
    /// <param name="claim">What to rotate.</param>
    /// <param name="permit">The right to ask; it is used or given back.</param>
    public async Task<RotationOutcome> RotateAsync(RotationClaim claim, AskPermit permit)
    {
        using var activity = RotationTracing.Source.StartActivity("rotate");
        activity?.SetTag("connect.connection_id", claim.ConnectionId);
        var started = Stopwatch.GetTimestamp();
        var outcome = await RunAsync(claim, permit);
        tally.Add(outcome, Stopwatch.GetElapsedTime(started));
        activity?.SetTag("connect.outcome", outcome.ToString());
        return outcome;
    }

    private async Task<RotationOutcome> RunAsync(RotationClaim claim, AskPermit permit)
    {
        TokenPair spent;
        ServerOrigin server;
        try
        {
            spent = protector.OpenForConnection(claim.ConnectionId, claim.Ciphertext);
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

        var answer = await ask.RefreshAsync(server, spent, claim, permit);
        return answer is TokenAnswer.Granted granted
            ? await KeepAsync(claim, granted.Reply, spent, server)
            : await WithoutPairAsync(claim, answer);
    }

    private async Task<RotationOutcome> KeepAsync(RotationClaim claim, TokenReply reply, TokenPair spent, ServerOrigin server)
    {
        // "A new refresh token is usually generated": where none came, the old one stays in force (RINGCENTRAL 4, row 1).
        var pair = new TokenPair(reply.AccessToken, reply.RefreshToken ?? spent.RefreshToken);
        if (await ledger.CommitAsync(claim, reply, pair) != Settlement.Written)
        {
            Log.Overtaken(logger, claim.ConnectionId, claim.Generation);
            return RotationOutcome.Overtaken;
        }

        Log.Rotated(logger, claim.ConnectionId, claim.Generation + 1);
        if ((reply.SessionIdleTimeout ?? claim.Clocks.IdleTimeout) is not null)
        {
            await ask.UseAsync(server, pair);
        }

        return RotationOutcome.Rotated;
    }

    private async Task<RotationOutcome> WithoutPairAsync(RotationClaim claim, TokenAnswer answer)
    {
        switch (RotationPlanner.For(answer, claim, ask.Pace))
        {
            case RotationPlan.Retry retry:
                Log.Postponed(logger, claim.ConnectionId, retry.Failure, retry.RequestId, retry.Wait);
                return await PostponeAsync(claim, retry, OutcomeOf(answer));
            case RotationPlan.LeaveActive { State: ConnectionState.NeedsReauthorization } plan when !await brake.MayFlagAsync(claim):
                Log.HeldBack(logger, claim.ConnectionId, plan.Failure);
                var later = new RotationPlan.Retry(AfterBrake, Untouched: false) { Failure = plan.Failure, RequestId = plan.RequestId };
                return await PostponeAsync(claim, later, RotationOutcome.HeldBack);
            case RotationPlan.LeaveActive plan:
                return await LeaveActiveAsync(claim, plan);
            case var other:
                throw new InvalidOperationException($"A plan cannot be {other.GetType().Name}.");
        }
    }

    private static RotationOutcome OutcomeOf(TokenAnswer answer) => (answer as TokenAnswer.Refused)?.Error.Entry.Class switch
    {
        ErrorClass.Configuration => RotationOutcome.Misconfigured,
        ErrorClass.Terminal or ErrorClass.Unknown => RotationOutcome.Doubted,
        _ => RotationOutcome.Postponed,
    };

    private async Task<RotationOutcome> LeaveActiveAsync(RotationClaim claim, RotationPlan.LeaveActive plan)
    {
        if (await ledger.LeaveActiveAsync(claim, plan) != Settlement.Written)
        {
            Log.Overtaken(logger, claim.ConnectionId, claim.Generation);
            return RotationOutcome.Overtaken;
        }

        Log.LeftActive(logger, claim.ConnectionId, plan.State, plan.Reason, plan.Failure, plan.RequestId);
        return plan.State == ConnectionState.Blocked ? RotationOutcome.Blocked : RotationOutcome.Flagged;
    }

    private async Task<RotationOutcome> PostponeAsync(RotationClaim claim, RotationPlan.Retry retry, RotationOutcome outcome) =>
        await ledger.PostponeAsync(claim, retry) == Settlement.Written ? outcome : RotationOutcome.Overtaken;
}
