using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Encryption;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>
/// Continues a connection whose session has no refresh token, or whose refresh token was refused: its JWT opens the next session. Part of a rotation,
/// under the same claim and permit, and like it not to be stopped once RingCentral was asked.
/// </summary>
internal sealed class JwtRenewal(
    JwtCredentialStore credentials, JwtAsks asks, RotationAsk ask, JwtSettlements settlements, DurableWrite durable, TimeProvider time)
{
    private static readonly TimeSpan AfterVaultFailure = TimeSpan.FromSeconds(60);

    /// <summary>Opens the next session, if that may be now.</summary>
    public async Task<JwtRenewalResult> RenewAsync(RotationClaim claim, ServerOrigin server, AskPermit permit)
    {
        try
        {
            if (await durable.RunAsync(token => credentials.FindAsync(claim.ConnectionId, token)) is { } assertion)
            {
                return await RenewAsync(claim, server, assertion, permit);
            }

            await permit.ReturnAsync(CancellationToken.None);
            return NotNow(claim, AfterVaultFailure, FailureNames.NoCredential);
        }
        catch (VaultUnavailableException)
        {
            await permit.ReturnAsync(CancellationToken.None);
            return NotNow(claim, AfterVaultFailure, FailureNames.VaultUnavailable);
        }
    }

    private async Task<JwtRenewalResult> RenewAsync(RotationClaim claim, ServerOrigin server, JwtAssertion assertion, AskPermit permit)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        if (await durable.RunAsync(token => asks.BeginAsync(id, claim.ConnectionId, assertion, token)) is { } mayAt)
        {
            await permit.ReturnAsync(CancellationToken.None);
            return NotNow(claim, mayAt - now, FailureNames.JwtUnanswered);
        }

        var answer = await ask.OpenByJwtAsync(server, assertion, claim, permit);
        switch (answer)
        {
            case TokenAnswer.Granted granted:
                return await durable.RunAsync(token => settlements.CommitAsync(claim, id, granted.Reply, token));
            case TokenAnswer.Unsure:
                break; // It stays among those without an answer.
            default:
                await durable.RunAsync(token => asks.EndAsync(id, token));
                break;
        }

        var isOurFault = answer is TokenAnswer.Refused { Error.Entry.Class: ErrorClass.Configuration };
        return new JwtRenewalResult.NotOpened(RotationPlanner.For(answer, claim, ask.Pace), isOurFault);
    }

    /// <summary>Nothing was sent: the old access token is as good as it was.</summary>
    private static JwtRenewalResult.NotOpened NotNow(RotationClaim claim, TimeSpan wait, string failure) =>
        new(new RotationPlan.Retry(wait, Untouched: !claim.WasInterrupted) { Failure = failure }, IsOurFault: false);
}

/// <summary>How a renewal by JWT ended.</summary>
internal abstract record JwtRenewalResult
{
    private JwtRenewalResult()
    {
    }

    /// <summary>The connection has a new session.</summary>
    public sealed record Opened : JwtRenewalResult;

    /// <summary>The row had moved on; the session that came is queued for revocation.</summary>
    public sealed record Overtaken : JwtRenewalResult;

    /// <summary>No session came.</summary>
    /// <param name="Plan">What that means.</param>
    /// <param name="IsOurFault">RingCentral refused us as a client.</param>
    public sealed record NotOpened(RotationPlan Plan, bool IsOurFault) : JwtRenewalResult;
}
