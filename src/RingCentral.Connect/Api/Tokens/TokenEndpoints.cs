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
internal sealed class TokenEndpoints(
    DemandingReader tokens, TokenUses uses, ReconnectLinks links, IOptions<TokenApiOptions> options, TimeProvider time)
{
    private const string MinTtl = "min_ttl";
    private const string Force = "force";

    /// <summary>Longer than any access token lives.</summary>
    private const int LongestTtl = 86_400;

    private static readonly string[] Query = [MinTtl, Force];

    public static void Map(IEndpointRouteBuilder group)
    {
        var endpoints = group.ServiceProvider.GetRequiredService<TokenEndpoints>();
        group.MapGuardedGet("/connections/{id}/token", ApiScopes.TokensRead, endpoints.GetAsync).WithMetadata(new KnownQuery(Query));
        group.MapGuardedGet("/connections/by-external-id/{externalId}/token", ApiScopes.TokensRead, endpoints.GetByExternalIdAsync).WithMetadata(new KnownQuery(Query));
    }

    private ValueTask<IResult> GetAsync(HttpContext http) =>
        RouteIds.TryParse((string)http.Request.RouteValues["id"]!, out var id)
            ? ReadAsync(ConnectionKey.Of(id), http)
            : ValueTask.FromResult<IResult>(Problems.NotFound);

    private ValueTask<IResult> GetByExternalIdAsync(HttpContext http)
    {
        var externalId = RouteIds.ExternalId(http);
        return ExternalIds.IsValid(externalId) ? ReadAsync(ConnectionKey.Of(externalId), http) : ValueTask.FromResult<IResult>(Problems.NotFound);
    }

    private async ValueTask<IResult> ReadAsync(ConnectionKey key, HttpContext http)
    {
        if (Check(http, out var request) is { } problem)
        {
            return problem;
        }

        var reading = await tokens.ReadAsync(key, request, http.RequestAborted);
        if (reading is TokenReading.HandedOut { Token: var token })
        {
            uses.Record(token.Session.ConnectionId, http.CallerAccess().KeyId, time.GetUtcNow());
        }

        return TokenAnswers.For(reading, links);
    }

    private ApiProblem? Check(HttpContext http, out TokenRequest request)
    {
        var caller = http.CallerAccess();
        request = new TokenRequest { MaxWait = options.Value.MaxWait, ExternalIdPrefix = caller.ExternalIdPrefix };
        if (!http.Request.QueryString.HasValue)
        {
            return null;
        }

        if (KnownQueryFilter.Check(http.Request, Query) is { } problem)
        {
            return problem;
        }

        var (minTtl, force) = (http.Request.Query[MinTtl].ToString(), http.Request.Query[Force].ToString());
        var seconds = 0;
        if (minTtl.Length > 0 && (!int.TryParse(minTtl, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds is 0 or > LongestTtl))
        {
            return Problems.Invalid(MinTtl, "must be a whole number of seconds between 1 and 86400");
        }

        if (force is not ("" or "true" or "false"))
        {
            return Problems.Invalid(Force, "must be true or false");
        }

        request = request with { MinTtl = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, Force = force == "true" };
        return request.Force && !caller.Scopes.Contains(ApiScopes.TokensRotate) ? Problems.InsufficientScope(ApiScopes.TokensRotate) : null;
    }
}
