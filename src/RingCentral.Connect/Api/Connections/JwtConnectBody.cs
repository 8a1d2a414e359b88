using System.Text.Json;
using RingCentral.Connect.Api.Requests;
using RingCentral.Connect.Connecting.Jwt;
using RingCentral.Connect.Vault.Connections;

namespace RingCentral.Connect.Api.Connections;

/// <summary>A JWT with the app's identifier for its connection. A class, since a record would print the JWT.</summary>
internal sealed class JwtConnectBody
{
    /// <summary>Longest JWT: RingCentral's have less than a tenth of that.</summary>
    private const int LongestAssertion = 8 * 1024;

    public JsonElement ExternalId { get; init; }

    public JsonElement Assertion { get; init; }

    public JsonElement Metadata { get; init; }

    /// <summary>The request, or what is wrong by field; never with anything of the JWT.</summary>
    public (JwtConnectRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Read(string actor, TimeSpan maxWait)
    {
        var errors = new Dictionary<string, string[]>();
        var (externalId, assertion) = (JsonFields.Text(ExternalId), JsonFields.Text(Assertion)?.Trim());
        if (!ExternalIds.IsValid(externalId))
        {
            errors["external_id"] = [ExternalIds.Rule];
        }

        if (assertion is not { Length: > 0 and <= LongestAssertion } || !assertion.All(c => c is > ' ' and <= '~'))
        {
            errors["assertion"] = [$"must be a JWT of at most {LongestAssertion} characters"];
        }

        var metadata = JsonFields.Metadata(Metadata, errors);
        return errors.Count > 0 ? (null, errors) : (new JwtConnectRequest
        {
            ExternalId = externalId!,
            Assertion = assertion!,
            Metadata = metadata,
            Actor = actor,
            MaxWait = maxWait,
        }, errors);
    }
}
