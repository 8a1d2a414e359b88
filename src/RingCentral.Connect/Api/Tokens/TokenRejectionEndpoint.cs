using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Reading;
using RingCentral.Connect.Vault.Reading.Demands;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>RingCentral refused a token that we handed out: what now?</summary>
internal sealed class TokenRejectionEndpoint(TokenRejection rejection, ReconnectLinks links, IOptions<TokenApiOptions> options)
{
    public static void Map(IEndpointRouteBuilder group) =>
        group.MapPost("/connections/{id}/token/rejected", (string id, HttpContext http, TokenRejectionEndpoint endpoint) => endpoint.ReportAsync(id, http))
            .RequireAuthorization(ApiScopes.TokensRead).WithQuery();

    private async Task<IResult> ReportAsync(string id, HttpContext http)
    {
        if (!RouteIds.TryParse(id, out var connectionId))
        {
            return Problems.NotFound;
        }

        var (body, problem) = await JsonRequest.ReadAsync(http.Request, ApiJson.Default.TokenRejectionBody, http.RequestAborted);
        if (body is null)
        {
            return problem!;
        }

        if (body.Generation is not > 0)
        {
            return Problems.Invalid("generation", "must be the generation of the token that was refused");
        }

        var request = new TokenRequest { MaxWait = options.Value.MaxWait, ExternalIdPrefix = http.CallerAccess().ExternalIdPrefix };
        return TokenAnswers.For(await rejection.ReportAsync(connectionId, body.Generation.Value, request, http.RequestAborted), links);
    }
}

/// <summary>Which token was refused.</summary>
internal sealed record TokenRejectionBody
{
    public long? Generation { get; init; }
}
