using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;
using RingCentral.Connect.Vault.Rotation;

namespace RingCentral.Connect.Vault.Jwt;

/// <summary>Opens a session with a JWT that was just handed over. Nothing is stored but that it was sent.</summary>
internal sealed class JwtOpening(ServerDirectory servers, TokenClient tokens, AuthBudget budget, JwtAsks asks, DurableWrite durable, TimeProvider time)
{
    private static readonly TimeSpan AfterSpentBudget = TimeSpan.FromSeconds(5);

    /// <summary>How long a caller is kept while it is noted that nothing was done; the noting goes on.</summary>
    private static readonly TimeSpan LongestNoting = TimeSpan.FromSeconds(5);

    /// <summary>Where JWTs are sent.</summary>
    public ServerOrigin Server => servers.Default;

    /// <summary>Sends the JWT.</summary>
    /// <param name="connectionId">The connection whose JWT it replaces, if there is one.</param>
    /// <param name="assertion">The JWT.</param>
    /// <param name="maxWait">How long to wait for the auth budget.</param>
    /// <param name="cancellationToken">The caller left; once the JWT is sent, its answer is awaited all the same.</param>
    public async Task<JwtOpeningResult> OpenAsync(Guid? connectionId, JwtAssertion assertion, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        if (await budget.WaitForCallerAsync(maxWait, cancellationToken) is not { } permit)
        {
            return new JwtOpeningResult.NotNow(AfterSpentBudget);
        }

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        DateTimeOffset? mayAt;
        try
        {
            mayAt = await asks.BeginAsync(id, connectionId, assertion, CancellationToken.None);
        }
        catch
        {
            await permit.ReturnAsync(CancellationToken.None);
            throw;
        }

        if (mayAt is not null)
        {
            await permit.ReturnAsync(CancellationToken.None);
            return new JwtOpeningResult.NotNow(mayAt.Value - now);
        }

        return await AskAsync(id, assertion, permit);
    }

    private async Task<JwtOpeningResult> AskAsync(Guid id, JwtAssertion assertion, AskPermit permit)
    {
        var answer = await tokens.OpenByJwtAsync(Server, assertion, permit, CancellationToken.None);
        if (answer is TokenAnswer.Granted granted)
        {
            return new JwtOpeningResult.Opened(id, granted.Reply);
        }

        if (answer is not TokenAnswer.Unsure)
        {
            await durable.RunAsync(token => asks.EndAsync(id, token)).WaitAsync(LongestNoting, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return answer switch
        {
            TokenAnswer.Refused { Error: { Entry.Class: ErrorClass.Transient } error } => new JwtOpeningResult.NotNow(error.RetryAfter ?? RotationPlanner.AfterRateLimit),
            TokenAnswer.Refused { Error: var error } => new JwtOpeningResult.Refused(error),
            _ => new JwtOpeningResult.NotNow(RotationPlanner.AfterNoAnswer),
        };
    }
}

/// <summary>How a JWT was answered.</summary>
internal abstract record JwtOpeningResult
{
    private JwtOpeningResult()
    {
    }

    /// <summary>A session, which must be stored or given up.</summary>
    public sealed record Opened(Guid AskId, TokenReply Reply) : JwtOpeningResult;

    /// <summary>RingCentral refused the JWT, or us.</summary>
    public sealed record Refused(RingCentralError Error) : JwtOpeningResult;

    /// <summary>RingCentral did not answer, or nothing may be sent now.</summary>
    public sealed record NotNow(TimeSpan RetryAfter) : JwtOpeningResult;
}
