using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Authorize;

/// <summary>Reads and checks authorize parameters in the order that decides who may be told of an error.</summary>
internal sealed class AuthorizeRequestReader(AppDirectory apps)
{
    private static readonly HashSet<string> Prompts = ["login", "sso", "consent", "none"];
    private static readonly HashSet<string> Brands =
        ["1210", "3610", "3420", "2210", "7710", "7310", "6010", "7010", "2110", "2020", "4910", "4810", "4710", "4210"];

    public AuthorizeCheck Read(string query)
    {
        return Read(QueryHelpers.ParseQuery(query));
    }

    public AuthorizeCheck Read(IEnumerable<KeyValuePair<string, StringValues>> parameters)
    {
        var all = parameters.ToList();
        // An empty value counts as absent (RINGCENTRAL section 2).
        var values = all.Where(pair => !StringValues.IsNullOrEmpty(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        (App? app, string? redirectUri) = (null, null);
        var refusal = Forms.Duplicate(all) ?? WhyNotTrust(values, out app, out redirectUri);
        if (refusal is not null)
        {
            return new AuthorizeCheck { ErrorForPerson = refusal };
        }

        var request = new AuthorizeRequest(app!, redirectUri!)
        {
            RedirectUriGiven = values.ContainsKey("redirect_uri"),
            State = values.GetValueOrDefault("state"),
            Scope = values.GetValueOrDefault("scope"),
            Challenge = values.GetValueOrDefault("code_challenge"),
            ChallengeMethod = values.GetValueOrDefault("code_challenge_method", "plain"),
            Nonce = values.GetValueOrDefault("nonce"),
            LoginHint = values.GetValueOrDefault("login_hint"),
            BrandId = values.GetValueOrDefault("brand_id"),
            ResponseHint = values.GetValueOrDefault("response_hint"),
            Display = values.GetValueOrDefault("display"),
            Discovery = values.GetValueOrDefault("discovery") == "true",
            Prompt = values.GetValueOrDefault("prompt", "login sso").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
            Query = new QueryBuilder(all.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))).ToString(),
        };
        return Check(request, values);
    }

    /// <summary>Client and redirect URI: while they are in doubt nobody is redirected anywhere.</summary>
    private Refusal? WhyNotTrust(Dictionary<string, string> values, out App? app, out string? redirectUri)
    {
        (app, redirectUri) = (null, null);
        if (!values.TryGetValue("client_id", out var clientId))
        {
            return Refusals.Parameter("client_id");
        }

        app = apps.Find(clientId);
        if (app is null)
        {
            return Refusals.UnknownClient(clientId);
        }

        if (app.Disabled)
        {
            return Refusals.DisabledClient(clientId);
        }

        var registration = app.Registration;
        if (registration.RedirectUris.Count == 0 && !registration.AnyLoopbackRedirectUri)
        {
            return Refusals.NoRedirectUri;
        }

        // Only a single registered URI may be left out.
        redirectUri = values.GetValueOrDefault("redirect_uri")
            ?? (registration.RedirectUris is [var only] && !registration.AnyLoopbackRedirectUri ? only : null);
        return redirectUri is not null && app.Accepts(redirectUri) ? null : Refusals.RedirectMismatch;
    }

    private static AuthorizeCheck Check(AuthorizeRequest request, Dictionary<string, string> values)
    {
        var (error, description) = values.GetValueOrDefault("response_type") switch
        {
            null => ("invalid_request", "response_type is required"),
            "code" => default((string?, string?)),
            _ => ("unsupported_response_type", Refusals.ImplicitNotAllowed.Message),
        };
        if (error is null && !request.App.Allows(Grants.AuthorizationCode))
        {
            (error, description) = ("unauthorized_client", Refusals.UnauthorizedForGrant(Grants.AuthorizationCode).Message);
        }

        if (error is null && WhyMalformed(request) is { } fault)
        {
            (error, description) = ("invalid_request", fault);
        }

        return new AuthorizeCheck { Request = request, ErrorForApp = error, ErrorDescription = description };
    }

    private static string? WhyMalformed(AuthorizeRequest request)
    {
        if (!request.Prompt.IsSubsetOf(Prompts) || (request.Prompt.Contains("none") && request.Prompt.Count > 1))
        {
            return "prompt is invalid";
        }

        if (request.Challenge is null && request.App.Public)
        {
            return "code_challenge is required";
        }

        if (request.Challenge is not null && request.ChallengeMethod is not ("plain" or "S256"))
        {
            return "code_challenge_method is invalid";
        }

        return request.BrandId is null || Brands.Contains(request.BrandId) ? null : Refusals.InvalidBrand.Message;
    }
}
