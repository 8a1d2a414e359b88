using System.Globalization;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Reading.Demands;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>The calls that app code lives on.</summary>
internal sealed class TokenEndpoints(DemandingReader tokens, ReconnectLinks links, IOptions<TokenApiOptions> options)
{
    private const string MinTtl = "min_ttl";
    private const string Force = "force";

    /// <summary>Longer than any access token lives.</summary>
    private const int LongestTtl = 86_400;

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/connections/{id}/token", (string id, HttpContext http, TokenEndpoints endpoints) => endpoints.GetAsync(id, http))
            .RequireAuthorization(ApiScopes.TokensRead).WithQuery(MinTtl, Force);
        group.MapGet("/connections/by-external-id/{externalId}/token", (HttpContext http, TokenEndpoints endpoints) => endpoints.GetByExternalIdAsync(RouteIds.ExternalId(http), http))
            .RequireAuthorization(ApiScopes.TokensRead).WithQuery(MinTtl, Force);
    }

    private Task<IResult> GetAsync(string id, HttpContext http) =>
        RouteIds.TryParse(id, out var connectionId)
            ? ReadAsync((connections, token) => connections.FindAsync(connectionId, token), http)
            : Task.FromResult<IResult>(Problems.NotFound);

    private Task<IResult> GetByExternalIdAsync(string externalId, HttpContext http) =>
        ExternalIds.IsValid(externalId)
            ? ReadAsync((connections, token) => connections.FindByExternalIdAsync(externalId, token), http)
            : Task.FromResult<IResult>(Problems.NotFound);

    private async Task<IResult> ReadAsync(Func<ConnectionReader, CancellationToken, Task<ConnectionSnapshot?>> find, HttpContext http)
    {
        var (request, problem) = Check(http);
        return request is null
            ? problem!
            : TokenAnswers.For(await tokens.ReadAsync(find, request, http.RequestAborted), links);
    }

    private (TokenRequest? Request, ApiProblem? Problem) Check(HttpContext http)
    {
        var (minTtl, force) = (http.Request.Query[MinTtl].ToString(), http.Request.Query[Force].ToString());
        var seconds = 0;
        if (minTtl.Length > 0 && (!int.TryParse(minTtl, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is 0 or > LongestTtl))
        {
            return (null, Problems.Invalid(MinTtl, "must be a whole number of seconds between 1 and 86400"));
        }

        if (force is not ("" or "true" or "false"))
        {
            return (null, Problems.Invalid(Force, "must be true or false"));
        }

        if (force == "true" && !http.User.HasClaim(ApiKeyAuthenticationHandler.ScopeClaim, ApiScopes.TokensRotate))
        {
            return (null, Problems.InsufficientScope(ApiScopes.TokensRotate));
        }

        return (new TokenRequest { MaxWait = options.Value.MaxWait, MinTtl = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, Force = force == "true" }, null);
    }
}
