using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Connecting.Mine;
using RingCentral.Connect.Connecting.Problems;
using RingCentral.Connect.Data.Secrets;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Tokens;
using static RingCentral.Connect.Connecting.RingCentralAuthentication.RingCentralAuthenticationConstants;

namespace RingCentral.Connect.Connecting.RingCentralAuthentication;

/// <summary>
/// The authorization-code flow with RingCentral. The framework does state, correlation and PKCE; the code is redeemed by our own token
/// client, since the framework's handler puts reply bodies into exception texts.
/// </summary>
internal sealed class RingCentralAuthenticationHandler(
    IOptionsMonitor<RingCentralAuthenticationOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TokenClient tokens,
    RingCentralAuthenticationContext surroundings)
    : OAuthHandler<RingCentralAuthenticationOptions>(options, loggers, encoder)
{
    /// <summary>A code lives 60 seconds (RINGCENTRAL 2); asking for it takes a few of them.</summary>
    private static readonly TimeSpan LongestWaitForBudget = TimeSpan.FromSeconds(50);

    private TokenReply? _reply;

    private string RedirectUri => surroundings.Address.At(Options.CallbackPath).AbsoluteUri;

    /// <summary>The framework's URL on the attempt's server, with our exact redirect URI and what helps the person to sign in; without a scope where none is asked for.</summary>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var attempt = ConnectAttempt.From(properties);
        var query = QueryHelpers.ParseQuery(new Uri(base.BuildChallengeUrl(properties, RedirectUri)).Query);
        if (string.IsNullOrEmpty(query[Parameters.Scope]))
        {
            query.Remove(Parameters.Scope);
        }

        query[Parameters.UiLocales] = Attempts.UiLocales(attempt.Language);
        if (attempt.LoginHint is { } hint)
        {
            query[Parameters.LoginHint] = hint;
        }

        var server = surroundings.Servers.Get(attempt.Server);
        return QueryHelpers.AddQueryString(server.At(RingCentralAuthenticationDefaults.AuthorizationPath).AbsoluteUri, query);
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier);
        if (await surroundings.Budget.WaitForSignInAsync(LongestWaitForBudget, Context.RequestAborted) is not { } permit)
        {
            return OAuthTokenResponse.Failed(new ConnectFailedException(ProblemKind.Unreachable, "auth_budget_spent"));
        }

        var redemption = new CodeRedemption(new AuthorizationCode(context.Code), verifier is null ? null : new CodeVerifier(verifier), RedirectUri);
        var answer = await tokens.RedeemCodeAsync(ServerOf(context.Properties), redemption, permit, Context.RequestAborted);
        if (answer is not TokenAnswer.Granted granted)
        {
            return OAuthTokenResponse.Failed(Failure(answer));
        }

        // The framework only needs to see that a token came; it gets none to see.
        _reply = granted.Reply;
        return OAuthTokenResponse.Success(JsonDocument.Parse($$"""{"access_token":"{{Secret.Mask}}"}"""));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var finished = await FinishAsync(ConnectAttempt.From(properties));
        if (finished.ConnectionId is { } id)
        {
            identity.AddClaims(new PersonIdentity(id, finished.OwnerId).ToClaims());
        }

        // The cookie of a finished connect needs none of what the attempt carried.
        return new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { RedirectUri = finished.RedirectTo }, Scheme.Name);
    }

    /// <summary>What is thrown here takes the attempt with it, so that its page can lead back to where the person came from.</summary>
    private async Task<FinishedConnect> FinishAsync(ConnectAttempt attempt)
    {
        try
        {
            return await surroundings.Completion.FinishAsync(surroundings.Servers.Get(attempt.Server), _reply!, attempt, Context.RequestAborted);
        }
        catch (ConnectFailedException failure)
        {
            failure.Attempt = attempt;
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ConnectFailedException("Connecting failed.", exception) { Attempt = attempt };
        }
    }

    private ServerOrigin ServerOf(AuthenticationProperties properties) => surroundings.Servers.Get(ConnectAttempt.From(properties).Server);

    private static ConnectFailedException Failure(TokenAnswer answer) => answer switch
    {
        TokenAnswer.Refused { Error: var error } => new ConnectFailedException(KindOf(error.Entry.Class), error.Name),
        TokenAnswer.NotSent notSent => new ConnectFailedException(ProblemKind.Unreachable, notSent.Cause),
        TokenAnswer.Unsure unsure => new ConnectFailedException(ProblemKind.Unreachable, unsure.Cause),
        _ => throw new ArgumentException($"{answer.GetType().Name} is no failure.", nameof(answer)),
    };

    private static ProblemKind KindOf(ErrorClass error) => error switch
    {
        ErrorClass.RestartConnect => ProblemKind.Expired,
        ErrorClass.Transient => ProblemKind.Unreachable,
        ErrorClass.Configuration or ErrorClass.Credential => ProblemKind.Misconfigured,
        _ => ProblemKind.Failed,
    };

    /// <summary>The code of a callback (RFC 6749, section 4.1.2): a minute of life, but a secret in it.</summary>
    private sealed class AuthorizationCode(string value) : Secret(value);

    /// <summary>Proves that the code was asked for here (RFC 7636, section 4.1).</summary>
    private sealed class CodeVerifier(string value) : Secret(value);
}
