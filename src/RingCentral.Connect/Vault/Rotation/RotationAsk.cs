using Npgsql;
using RingCentral.Connect.Data.Connections;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Identity;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Vault.Rotation;

/// <summary>What a rotation asks RingCentral.</summary>
internal sealed partial class RotationAsk(
    TokenClient tokens, ExtensionClient extensions, ServerDirectory servers, AuthBudget budget, TimeProvider time, ILogger<RotationAsk> logger)
{
    /// <summary>The shortest time between two asks of one connection.</summary>
    public TimeSpan Pace => budget.Pace;

    /// <exception cref="InvalidOperationException">The configuration no longer names the server.</exception>
    public ServerOrigin ServerOf(RotationClaim claim) => servers.Get(claim.ServerUrl);

    /// <summary>
    /// Whether an earlier ask, whose outcome is not known, was not carried out: a refresh kills the old access token at once
    /// (RINGCENTRAL 4, row 2), so if that still works 10 seconds later, nothing was done (DESIGN 5, point 3).
    /// </summary>
    public async Task<bool> IsProvenUntouchedAsync(ServerOrigin server, TokenPair spent, RotationClaim claim)
    {
        var isInDoubtByFailure = claim.WasInterrupted && claim.Failures > 0;
        return isInDoubtByFailure
            && claim.Clocks.AccessExpiresAt > time.GetUtcNow()
            && await extensions.ReadAsync(server, spent.AccessToken, CancellationToken.None) is ExtensionAnswer.Found or ExtensionAnswer.NotPermitted;
    }

    /// <summary>Spends the refresh token, and lets the budget learn whether we are accepted as a client.</summary>
    public async Task<TokenAnswer> RefreshAsync(ServerOrigin server, TokenPair spent, RotationClaim claim, AskPermit permit)
    {
        var answer = await tokens.RefreshAsync(server, spent.RefreshToken!, claim.EndpointId, For(claim, permit), CancellationToken.None);
        await LearnFromAsync(answer, claim);
        return answer;
    }

    /// <summary>Opens a session with a connection's JWT, and lets the budget learn as from a refresh.</summary>
    public async Task<TokenAnswer> OpenByJwtAsync(ServerOrigin server, JwtAssertion assertion, RotationClaim claim, AskPermit permit)
    {
        var answer = await tokens.OpenByJwtAsync(server, assertion, For(claim, permit), CancellationToken.None);
        await LearnFromAsync(answer, claim);
        return answer;
    }

    /// <summary>Uses a committed pair once, where an idle timeout might not count a refresh as use (RINGCENTRAL 4, row 17).</summary>
    public Task UseAsync(ServerOrigin server, TokenPair pair) => extensions.ReadAsync(server, pair.AccessToken, CancellationToken.None);

    /// <summary>A connection stands for its user: two of one user share a bucket, which can only speak for the safe reading.</summary>
    private static AskPermit For(RotationClaim claim, AskPermit permit) => permit.For(claim.ConnectionId.ToString());

    private async Task LearnFromAsync(TokenAnswer answer, RotationClaim claim)
    {
        try
        {
            await LearnAsync(answer, claim);
        }
        catch (NpgsqlException exception)
        {
            // What RingCentral answered counts more than what we learn from it.
            Log.NotLearned(logger, exception);
        }
    }

    private Task LearnAsync(TokenAnswer answer, RotationClaim claim) => answer switch
    {
        // What is wrong with one JWT says nothing of us as a client.
        TokenAnswer.Refused { Error.Entry.Class: ErrorClass.Credential } when claim.Kind == ConnectionKind.Jwt => Task.CompletedTask,
        TokenAnswer.Refused { Error: { Entry.Class: ErrorClass.Configuration or ErrorClass.Credential } error } => budget.RefusedAsync(error, claim.Account, CancellationToken.None),
        TokenAnswer.Granted or TokenAnswer.Refused { Error.Entry.Class: ErrorClass.Terminal } => budget.AcceptedAsync(CancellationToken.None),
        _ => Task.CompletedTask,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The auth budget could not take note of an answer.")]
        public static partial void NotLearned(ILogger logger, Exception exception);
    }
}
