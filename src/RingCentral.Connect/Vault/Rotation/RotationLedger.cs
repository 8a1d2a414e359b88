using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Failover;
using RingCentral.Connect.Vault.Revocations;
using RingCentral.Connect.Vault.Scheduling;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>
/// Writes down how a rotation ended, and does not give up: what RingCentral has answered may be the only copy of a session. Nothing here
/// can be cancelled; it ends with the process.
/// </summary>
internal sealed class RotationLedger(
    RememberedCommits commits,
    RotationSettlements settlements,
    RevocationQueue revocations,
    TokenPairProtector protector,
    SessionSchedule schedule,
    DurableWrite durable)
{
    /// <summary>Commits a new pair. One that came for a session which is not kept any more is queued for revocation.</summary>
    public async Task<Settlement> CommitAsync(RotationClaim claim, TokenReply reply, TokenPair pair)
    {
        var fresh = Prepare(claim, reply, protector.SealForConnection(claim.ConnectionId, pair));
        if (await durable.RunAsync(token => commits.CommitAsync(fresh, token)))
        {
            return Settlement.Written;
        }

        var settlement = await durable.RunAsync(token => settlements.WhyNotAsync(claim, token));
        if (settlement == Settlement.Replaced)
        {
            // Never a pair of the session that is kept: revoking one token ends the whole session (RINGCENTRAL 7).
            var unkept = new UnkeptSession(claim.ConnectionId, claim.ServerUrl, "replaced_while_rotating", SessionClocks.Of(reply));
            await durable.RunAsync(token => revocations.AddAsync(unkept, pair, token));
        }

        return settlement;
    }

    /// <summary>
    /// Puts the newer pair of a claimed session back, where this node has committed one and the database lost it. Then the claim is for a refresh token that
    /// is spent: whatever RingCentral says of it says nothing of the session.
    /// </summary>
    /// <returns>Whether there was one: the claim is void.</returns>
    public Task<bool> TakeNewerAsync(RotationClaim claim) => durable.RunAsync(token => commits.TakeNewerAsync(claim, token));

    /// <inheritdoc cref="RotationSettlements.PostponeAsync"/>
    public Task<Settlement> PostponeAsync(RotationClaim claim, RotationPlan.Retry retry) =>
        durable.RunAsync(token => settlements.PostponeAsync(claim, retry, token));

    /// <inheritdoc cref="RotationSettlements.LeaveActiveAsync"/>
    public Task<Settlement> LeaveActiveAsync(RotationClaim claim, RotationPlan.LeaveActive plan) =>
        durable.RunAsync(token => settlements.LeaveActiveAsync(claim, plan, token));

    /// <summary>Opens the pair that a claim is for.</summary>
    /// <exception cref="VaultUnavailableException">It does not open.</exception>
    public TokenPair Open(RotationClaim claim) => protector.OpenForConnection(claim.ConnectionId, claim.Ciphertext);

    /// <inheritdoc cref="RotationSettlements.ForgetRefreshTokenAsync"/>
    public Task<Settlement> ForgetRefreshTokenAsync(RotationClaim claim, TokenPair spent, RotationPlan plan)
    {
        var withoutIt = protector.SealForConnection(claim.ConnectionId, spent with { RefreshToken = null });
        return durable.RunAsync(token => settlements.ForgetRefreshTokenAsync(claim, withoutIt, plan, token));
    }

    private NewPair Prepare(RotationClaim claim, TokenReply reply, SealedPair pair)
    {
        var clocks = SessionClocks.Of(reply, claim.FirstAskedAt, claim.Clocks);
        var hold = schedule.HoldUntil(clocks);
        return new NewPair(claim.ConnectionId, claim.SessionKey, claim.Generation, pair, clocks, hold, schedule.NextDue(clocks, hold, claim.KeepAlive, claim.LastUse))
        {
            HadFailed = claim.Failures > 0,
            SessionId = reply.SessionId,
            EndpointId = reply.EndpointId,
            Scope = reply.Scope,
        };
    }
}
