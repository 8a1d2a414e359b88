using Npgsql;

namespace RingCentral.Connect.RingCentralApi.Budget;

/// <summary>Sends requests to RingCentral's Auth group: each needs a permit, and each reply teaches the budget.</summary>
internal sealed partial class AuthGroupHttp(RingCentralHttp http, AuthBudget budget, ILogger<AuthGroupHttp> logger)
{
    /// <summary>Authenticates us as a client, sends the request and gives the permit back.</summary>
    public async Task<Exchange> SendAsync(HttpRequestMessage request, AskPermit permit, CancellationToken cancellationToken)
    {
        http.AuthenticateClient(request);
        var exchange = await http.SendAsync(request, cancellationToken);
        try
        {
            await SettleAsync(exchange, permit);
        }
        catch (NpgsqlException exception)
        {
            // The reply may hold the only copy of a session: nothing stops it. The slot comes free by itself, later.
            Log.NotSettled(logger, exception);
        }

        return exchange;
    }

    private async Task SettleAsync(Exchange exchange, AskPermit permit)
    {
        if (exchange is Exchange.NotSent)
        {
            await permit.ReturnAsync(CancellationToken.None);
            return;
        }

        if (exchange is Exchange.Answered answered)
        {
            await budget.LearnAsync(answered.RateLimit, answered.Error, permit.User, CancellationToken.None);
        }

        await permit.RepliedAsync(budget.Window, CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The auth budget could not take note of a reply.")]
        public static partial void NotSettled(ILogger logger, Exception exception);
    }
}
