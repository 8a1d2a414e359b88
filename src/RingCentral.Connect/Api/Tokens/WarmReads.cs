using System.Diagnostics;
using RingCentral.Connect.Api.Keys;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Vault.Reading;

namespace RingCentral.Connect.Api.Tokens;

/// <summary>
/// Answers the one request that comes by the thousand, a plain <c>GET /connections/{id}/token</c> whose key and token are both at hand, before the pipeline
/// of everything else: finding the route and readying log scopes, pages and headers costs more than the whole answer. It gives tokens and nothing
/// else. Whatever is not at hand, not allowed, not understood or traced goes on, and <see cref="TokenEndpoints"/> says what there is to say.
/// </summary>
internal sealed class WarmReads(KeyCheck keys, KeyAllowance allowance, TokenReader tokens, TokenUses uses, TimeProvider time)
{
    private const string Start = $"{ApiExtensions.Root}/connections/";
    private const string End = "/token";

    /// <summary>Answers, or lets somebody else.</summary>
    public Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (!TryReadAddress(http.Request, out var id) || Activity.Current is not null || Find(id, http.Request) is not { } token)
        {
            return next(http);
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TokenBody.Of(token).ExecuteAsync(http);
    }

    private HandedOutToken? Find(Guid id, HttpRequest request)
    {
        // The token first: where it is not at hand, the key is checked on the long way, and once is enough.
        var now = time.GetUtcNow();
        if (allowance.IsLimited
            || tokens.FindAtHand(id, now) is not { } kept
            || keys.FindAtHand(request.Headers.Authorization, now) is not { Access: var caller }
            || !caller.Scopes.Contains(ApiScopes.TokensRead)
            || !caller.MaySee(kept.Session.ExternalId))
        {
            return null;
        }

        uses.Record(id, caller.KeyId, now);
        return tokens.HandOut(kept, now);
    }

    private static bool TryReadAddress(HttpRequest request, out Guid id)
    {
        id = default;
        return request.Path.Value is { Length: var length } path
            && length == Start.Length + RouteIds.Length + End.Length
            && path.StartsWith(Start, StringComparison.Ordinal)
            && path.EndsWith(End, StringComparison.Ordinal)
            && !request.QueryString.HasValue
            && HttpMethods.IsGet(request.Method)
            && RouteIds.TryParse(path.AsSpan(Start.Length, RouteIds.Length), out id);
    }
}
