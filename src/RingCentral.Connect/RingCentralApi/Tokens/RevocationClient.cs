using Microsoft.Extensions.Options;
using RingCentral.Connect.Data.Secrets;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>Ends sessions (RFC 7009; RINGCENTRAL 7): revoking either token of a pair ends the whole session.</summary>
internal sealed class RevocationClient(AuthGroupHttp http, IOptions<RingCentralOptions> options)
{
    private const string RevokePath = "/restapi/oauth/revoke";

    /// <summary>
    /// Asks RingCentral to end the session of a token. Null means that it is over: RingCentral answers 200 for a token that it does not
    /// know, too. Anything else is why we cannot be sure.
    /// </summary>
    public async Task<RingCentralError?> RevokeAsync(ServerOrigin server, Secret token, AskPermit permit, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["token"] = token.Reveal(), ["client_id"] = options.Value.ClientId };
        using var request = new HttpRequestMessage(HttpMethod.Post, server.At(RevokePath)) { Content = new FormUrlEncodedContent(form) };
        return await http.SendAsync(request, permit, cancellationToken) switch
        {
            Exchange.Answered { Status: System.Net.HttpStatusCode.OK } => null,
            Exchange.Answered answered => answered.Error,
            Exchange.NotSent notSent => new RingCentralError(0, notSent.Cause, null),
            Exchange.Broken broken => new RingCentralError(0, broken.Cause, null),
            var other => throw new InvalidOperationException($"An exchange cannot end as {other.GetType().Name}."),
        };
    }
}
