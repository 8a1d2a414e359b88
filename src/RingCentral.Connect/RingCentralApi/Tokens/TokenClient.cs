using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;

namespace RingCentral.Connect.RingCentralApi.Tokens;

/// <summary>Asks RingCentral's token endpoint (RFC 6749, section 3.2; RINGCENTRAL 3). One attempt a call: whoever asks decides about another.</summary>
internal sealed class TokenClient(AuthGroupHttp http, IOptions<RingCentralOptions> options, TimeProvider time)
{
    private const string TokenPath = "/restapi/oauth/token";

    /// <summary>Redeems an authorization code.</summary>
    /// <param name="server">Where the code was issued.</param>
    /// <param name="redemption">The code and what proves that it is ours.</param>
    /// <param name="permit">The right to ask.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    public Task<TokenAnswer> RedeemCodeAsync(ServerOrigin server, CodeRedemption redemption, AskPermit permit, CancellationToken cancellationToken)
    {
        var form = Form("authorization_code");
        form.Add("code", redemption.Code.Reveal());
        form.Add("redirect_uri", redemption.RedirectUri);
        if (redemption.CodeVerifier is { } verifier)
        {
            form.Add("code_verifier", verifier.Reveal());
        }

        return AskAsync(server, form, permit, cancellationToken);
    }

    /// <summary>Spends a refresh token for the next pair (RFC 6749, section 6).</summary>
    /// <param name="server">The server of the session.</param>
    /// <param name="refreshToken">The refresh token to spend.</param>
    /// <param name="endpointId">The session's <c>endpoint_id</c>, where known.</param>
    /// <param name="permit">The right to ask.</param>
    /// <param name="cancellationToken">Gives the attempt up, which leaves its outcome unknown: pass one only where that is meant.</param>
    public Task<TokenAnswer> RefreshAsync(
        ServerOrigin server, RefreshToken refreshToken, string? endpointId, AskPermit permit, CancellationToken cancellationToken)
    {
        var form = Form("refresh_token");
        form.Add("refresh_token", refreshToken.Reveal());
        if (endpointId is not null)
        {
            form.Add("endpoint_id", endpointId);
        }

        return AskAsync(server, form, permit, cancellationToken);
    }

    /// <summary>Opens a session with a JWT (RFC 7523, section 2.1). Each answer is another session: unlike a refresh, this cannot be repeated.</summary>
    /// <param name="server">Where the JWT was made.</param>
    /// <param name="assertion">The JWT.</param>
    /// <param name="permit">The right to ask.</param>
    /// <param name="cancellationToken">Gives the attempt up, which may leave a session that nobody holds: pass one only where that is meant.</param>
    public Task<TokenAnswer> OpenByJwtAsync(ServerOrigin server, JwtAssertion assertion, AskPermit permit, CancellationToken cancellationToken)
    {
        var form = Form("urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.Add("assertion", assertion.Reveal());
        return AskAsync(server, form, permit, cancellationToken);
    }

    private async Task<TokenAnswer> AskAsync(
        ServerOrigin server, Dictionary<string, string> form, AskPermit permit, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.At(TokenPath)) { Content = new FormUrlEncodedContent(form) };
        return await http.SendAsync(request, permit, cancellationToken) switch
        {
            Exchange.NotSent notSent => new TokenAnswer.NotSent(notSent.Cause),
            Exchange.Broken broken => new TokenAnswer.Unsure(broken.Cause),
            Exchange.Answered answered => Interpret(answered, askedAt),
            var other => throw new InvalidOperationException($"An exchange cannot end as {other.GetType().Name}."),
        };
    }

    private static TokenAnswer Interpret(Exchange.Answered answered, DateTimeOffset askedAt)
    {
        if (answered.Status == HttpStatusCode.OK)
        {
            return TokenReplyReader.Read(answered.Body, askedAt) is { } reply
                ? new TokenAnswer.Granted(reply)
                : new TokenAnswer.Unsure("incomplete_reply") { RequestId = answered.Error.RequestId };
        }

        return ProvesNothingWasDone(answered.Error)
            ? new TokenAnswer.Refused(answered.Error)
            : new TokenAnswer.Unsure(answered.Error.Name) { RequestId = answered.Error.RequestId };
    }

    /// <summary>429, 503 and 4xx with a code or OAuth error are refusals; 500, 502, 504 and anything unreadable prove nothing (DESIGN 5, point 3).</summary>
    private static bool ProvesNothingWasDone(RingCentralError error) => error.Status switch
    {
        429 or 503 => true,
        >= 400 and < 500 and not 408 => error.Code is not null || error.Error is not null,
        _ => false,
    };

    private Dictionary<string, string> Form(string grantType)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = grantType,
            ["client_id"] = options.Value.ClientId,
        };
        AddLifetime(form, "access_token_ttl", options.Value.AccessTokenLifetime);
        AddLifetime(form, "refresh_token_ttl", options.Value.RefreshTokenLifetime);
        return form;
    }

    private static void AddLifetime(Dictionary<string, string> form, string name, TimeSpan? lifetime)
    {
        if (lifetime is { } value)
        {
            form.Add(name, ((long)value.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        }
    }
}
