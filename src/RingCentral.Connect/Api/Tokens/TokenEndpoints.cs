using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RingCentral.Connect.Api.Errors;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Links;
using RingCentral.Connect.Vault.Connections;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>The calls that app code lives on.</summary>
internal sealed class TokenEndpoints(TokenReader tokens, ReconnectLinks links, IOptions<TokenApiOptions> options)
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/connections/{id}/token", (string id, TokenEndpoints endpoints, CancellationToken cancellationToken) => endpoints.GetAsync(id, cancellationToken))
            .RequireAuthorization(ApiScopes.TokensRead).WithQuery();
        group.MapGet("/connections/by-external-id/{externalId}/token", (HttpContext http, TokenEndpoints endpoints) => endpoints.GetByExternalIdAsync(RouteIds.ExternalId(http), http.RequestAborted))
            .RequireAuthorization(ApiScopes.TokensRead).WithQuery();
    }

    private Task<IResult> GetAsync(string id, CancellationToken cancellationToken) =>
        RouteIds.TryParse(id, out var connectionId)
            ? ReadAsync((connections, token) => connections.FindAsync(connectionId, token), cancellationToken)
            : Task.FromResult<IResult>(Problems.NotFound);

    private Task<IResult> GetByExternalIdAsync(string externalId, CancellationToken cancellationToken) =>
        ExternalIds.IsValid(externalId)
            ? ReadAsync((connections, token) => connections.FindByExternalIdAsync(externalId, token), cancellationToken)
            : Task.FromResult<IResult>(Problems.NotFound);

    private async Task<IResult> ReadAsync(
        Func<ConnectionReader, CancellationToken, Task<ConnectionSnapshot?>> find, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(find, options.Value.MaxWait, cancellationToken) switch
        {
            TokenReading.HandedOut handedOut => Token(handedOut.Token),
            TokenReading.Refused refused => Problems.ForState(refused.Connection, links),
            TokenReading.Unavailable unavailable => Problems.RingCentralUnavailable(unavailable.RetryAfter),
            TokenReading.VaultUnavailable => Problems.VaultUnavailable,
            _ => Problems.NotFound,
        };

    private static JsonHttpResult<TokenBody> Token(HandedOutToken token) => TypedResults.Json(TokenBody.Of(token), ApiJson.Default.TokenBody);
}
