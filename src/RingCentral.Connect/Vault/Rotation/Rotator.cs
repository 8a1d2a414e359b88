using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Rotates one claimed session: ask, commit, then hand out (DESIGN 5). Once asked, nothing may stop it before the result is written
/// down: neither a caller who leaves nor a shutdown, so it takes no cancellation token.
/// </summary>
internal sealed partial class Rotator(
    TokenClient tokens,
    TokenPairProtector protector,
    RotationLedger ledger,
    ServerDirectory servers,
    ILogger<Rotator> logger)
{
    /// <summary>How long to leave a session alone whose pair does not open: a key may still be on its way.</summary>
    private static readonly TimeSpan AfterVaultFailure = TimeSpan.FromSeconds(60);

    /// <summary>Carries a claim to its end. Fails only with the process.</summary>
    public async Task<RotationOutcome> RotateAsync(RotationClaim claim)
    {
        TokenPair spent;
        ServerOrigin server;
        try
        {
            spent = protector.OpenForConnection(claim.ConnectionId, claim.Ciphertext);
            server = servers.Get(claim.ServerUrl);
        }
        catch (Exception exception) when (exception is VaultUnavailableException or InvalidOperationException)
        {
            Log.CannotOpen(logger, exception, claim.ConnectionId);
            return await PostponeAsync(claim, new RotationPlan.Retry(AfterVaultFailure, !claim.WasInterrupted) { Failure = "vault_unavailable" }, RotationOutcome.VaultUnavailable);
        }

        var answer = await tokens.RefreshAsync(server, spent.RefreshToken, claim.EndpointId, CancellationToken.None);
        return answer is TokenAnswer.Granted granted
            ? await KeepAsync(claim, granted.Reply, spent)
            : await WithoutPairAsync(claim, RotationPlanner.For(answer, claim));
    }

    private async Task<RotationOutcome> KeepAsync(RotationClaim claim, TokenReply reply, TokenPair spent)
    {
        // "A new refresh token is usually generated": where none came, the old one stays in force (RINGCENTRAL 4, row 1).
        var pair = new TokenPair(reply.AccessToken, reply.RefreshToken ?? spent.RefreshToken);
        if (await ledger.CommitAsync(claim, reply, pair) != Settlement.Written)
        {
            Log.Overtaken(logger, claim.ConnectionId, claim.Generation);
            return RotationOutcome.Overtaken;
        }

        Log.Rotated(logger, claim.ConnectionId, claim.Generation + 1);
        return RotationOutcome.Rotated;
    }

    private async Task<RotationOutcome> WithoutPairAsync(RotationClaim claim, RotationPlan plan)
    {
        if (plan is RotationPlan.Retry retry)
        {
            Log.Postponed(logger, claim.ConnectionId, plan.Failure, plan.RequestId, retry.Wait);
            return await PostponeAsync(claim, retry, RotationOutcome.Postponed);
        }

        var leaving = (RotationPlan.LeaveActive)plan;
        var settlement = await ledger.LeaveActiveAsync(claim, leaving);
        if (settlement != Settlement.Written)
        {
            Log.Overtaken(logger, claim.ConnectionId, claim.Generation);
            return RotationOutcome.Overtaken;
        }

        Log.LeftActive(logger, claim.ConnectionId, leaving.State, leaving.Reason, plan.Failure, plan.RequestId);
        return RotationOutcome.LeftActive;
    }

    private async Task<RotationOutcome> PostponeAsync(RotationClaim claim, RotationPlan.Retry retry, RotationOutcome outcome)
    {
        var settlement = await ledger.PostponeAsync(claim, retry);
        return settlement == Settlement.Written ? outcome : RotationOutcome.Overtaken;
    }
}
