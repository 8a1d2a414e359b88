using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Npgsql;
using RingCentral.Connect.Connecting;
using RingCentral.Connect.RingCentralApi;
using RingCentral.Connect.RingCentralApi.Budget;
using RingCentral.Connect.RingCentralApi.Errors;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.RingCentralApi.Tokens;

namespace RingCentral.Connect.Hosting.Doctor.RingCentralChecks;

/// <summary>
/// The app registration: client id, client secret and redirect URI. No user is needed: a refresh token that never existed is sent, and a sign-in is begun that
/// nobody finishes. Each of the two costs one request of the auth budget.
/// </summary>
internal sealed class RegistrationCheck(
    TokenClient tokens, RingCentralHttp http, AuthBudget budget, ServerDirectory servers, IOptions<RingCentralOptions> options, PublicAddress address) : IDoctorCheck
{
    private const string Credentials = "client_credentials";
    private const string Redirect = "redirect_uri";
    private const string AuthorizePath = "/restapi/oauth/authorize";
    private const string Again = "Run the doctor again in a minute.";
    private const string SeeReach = "See the check of reachability, and run the doctor again.";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [await WithPermitAsync(Credentials, AskCredentialsAsync, cancellationToken), await WithPermitAsync(Redirect, AskRedirectAsync, cancellationToken)];
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return [Finding.Unproven(Credentials, "Without the database there is no auth budget, and nothing is sent without one.", "See the check of the database.")];
        }
    }

    private async Task<Finding> WithPermitAsync(string check, Func<AskPermit, CancellationToken, Task<Finding>> ask, CancellationToken cancellationToken)
    {
        var permits = await budget.TakeAsync(AskPurpose.SignIn, 1, AskDemand.None, cancellationToken);
        return permits is [var permit]
            ? await ask(permit, cancellationToken)
            : Finding.Unproven(check, "The auth budget is spent, or RingCentral has told us to wait.", Again);
    }

    private async Task<Finding> AskCredentialsAsync(AskPermit permit, CancellationToken cancellationToken)
    {
        var madeUp = new RefreshToken(Base64UrlTextEncoder.Encode(RandomNumberGenerator.GetBytes(32)));
        return await tokens.RefreshAsync(servers.Default, madeUp, null, permit, cancellationToken) switch
        {
            TokenAnswer.Refused { Error: var error } => Read(error),
            TokenAnswer.NotSent notSent => Finding.Unproven(Credentials, $"RingCentral could not be asked: {notSent.Cause}.", SeeReach),
            TokenAnswer.Unsure unsure => Finding.Unproven(Credentials, $"RingCentral's answer proves nothing: {unsure.Cause}.", Again),
            _ => Finding.Unproven(Credentials, "RingCentral gave a session for a refresh token that never existed.", "Look whether RingCentral:ServerUrl is RingCentral's."),
        };
    }

    /// <summary>Whoever is told that the token is unknown was known as a client first (RFC 6749, section 5.2; RINGCENTRAL 4, row 5).</summary>
    private Finding Read(RingCentralError error) => error.Entry.Class switch
    {
        ErrorClass.Configuration => Finding.Wrong(Credentials, $"{error.Name}: {error.Entry.Meaning}", ConsoleAdvice.For(error)),
        ErrorClass.Transient => Finding.Unproven(Credentials, $"{error.Name}: {error.Entry.Meaning}", Again),
        _ when error.Error == "invalid_grant" => Finding.Ok(Credentials, options.Value.ClientSecret is null
            ? "RingCentral knows the client id. A public client proves itself only when somebody signs in."
            : "RingCentral knows the client id and takes the secret."),
        _ => Finding.Unproven(Credentials, $"{error.Name}: {error.Entry.Meaning}", "Connect one account: the page says what RingCentral refuses."),
    };

    private async Task<Finding> AskRedirectAsync(AskPermit permit, CancellationToken cancellationToken)
    {
        var redirectUri = address.At(ConnectPaths.Callback).AbsoluteUri;
        using var request = new HttpRequestMessage(HttpMethod.Get, Authorize(redirectUri));
        var exchange = await http.SendAsync(request, cancellationToken);
        await (exchange is Exchange.NotSent ? permit.ReturnAsync(cancellationToken) : permit.RepliedAsync(budget.Window, cancellationToken));
        return exchange switch
        {
            Exchange.Answered { Error.Status: 429 or >= 500 } => Finding.Unproven(Redirect, "RingCentral does not begin a sign-in now.", Again),
            Exchange.Answered { Error: { Status: >= 400 } error } => Finding.Wrong(
                Redirect, $"RingCentral does not begin a sign-in that returns to {redirectUri}: {error.Name}: {Meaning(error)}", ConsoleAdvice.ForRedirect(error, redirectUri)),
            Exchange.Answered => Finding.Ok(Redirect, $"RingCentral begins a sign-in that returns to {redirectUri}."),
            Exchange.NotSent notSent => Finding.Unproven(Redirect, $"RingCentral could not be asked: {notSent.Cause}.", SeeReach),
            _ => Finding.Unproven(Redirect, "RingCentral's answer did not come whole.", Again),
        };
    }

    private static string Meaning(RingCentralError error) =>
        error.Code is { } code && ErrorCatalogue.Find(code) is { } entry ? entry.Meaning : "It does not say why.";

    private Uri Authorize(string redirectUri) => new(QueryHelpers.AddQueryString(servers.Default.At(AuthorizePath).AbsoluteUri, new Dictionary<string, string?>
    {
        ["response_type"] = "code",
        ["client_id"] = options.Value.ClientId,
        ["redirect_uri"] = redirectUri,
        ["state"] = "doctor",
        ["code_challenge"] = Base64UrlTextEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes("doctor"))),
        ["code_challenge_method"] = "S256",
    }));
}
