using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Identity;

/// <summary>How long a credential holds, null for ever, and which applications may use it, none named for all.</summary>
internal sealed record JwtRestriction(TimeSpan? Life, IReadOnlyList<string> ClientIds);

/// <summary>
/// JWT credentials as the developer console mints them for a user (RINGCENTRAL section 3, JWT bearer grant): RS256, for the token endpoint,
/// perhaps with an end, perhaps only for some applications.
/// </summary>
internal sealed class JwtCredentials(SigningKey key)
{
    private const string Clients = "client_ids";

    private readonly ConcurrentDictionary<string, bool> _revoked = new(StringComparer.Ordinal);

    /// <summary>Ids of those that were revoked.</summary>
    public ICollection<string> Revoked => _revoked.Keys;

    public void Restore(IEnumerable<string> revoked)
    {
        foreach (var id in revoked)
        {
            _revoked.TryAdd(id, true);
        }
    }

    public string Mint(string origin, User user, DateTimeOffset now, JwtRestriction restriction)
    {
        return Jwt.Write("RS256", key.Id, json => WriteClaims(json, origin, user, now, restriction), data => key.Sign(data));
    }

    /// <summary>As when the user revokes it in the console.</summary>
    public bool Revoke(string assertion)
    {
        return Jwt.Parse(assertion)?.Text("jti") is { } id && _revoked.TryAdd(id, true);
    }

    public Refusal? WhyNot(Exchange exchange, Jwt? credential)
    {
        return credential switch
        {
            null => Refusals.AssertionUnparsable,
            { Algorithm: not "RS256" } => Refusals.AssertionAlgorithm,
            _ when credential.KeyId != key.Id || !key.Verify(credential.SignedPart, credential.Signature) => Refusals.AssertionSignature,
            _ when !credential.Texts("aud").Contains($"{exchange.Origin}/restapi/oauth/token") => Refusals.Parameter("assertion"),
            _ when credential.Number("exp") <= exchange.Time.ToUnixTimeSeconds() => Refusals.TokenExpired,
            _ when _revoked.ContainsKey(credential.Text("jti") ?? "") => Refusals.TokenRevoked,
            _ when credential.Texts(Clients) is { Count: > 0 } clients && !clients.Contains(exchange.App!.ClientId) =>
                Refusals.AssertionOfAnotherApp(exchange.App.ClientId),
            _ => null,
        };
    }

    private static void WriteClaims(Utf8JsonWriter json, string origin, User user, DateTimeOffset now, JwtRestriction restriction)
    {
        json.WriteString("aud", $"{origin}/restapi/oauth/token");
        json.WriteString("iss", origin);
        json.WriteString("sub", user.OwnerId.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteString("jti", Guid.CreateVersion7(now).ToString("N"));
        if (restriction.Life is { } time)
        {
            json.WriteNumber("exp", (now + time).ToUnixTimeSeconds());
        }

        if (restriction.ClientIds.Count > 0)
        {
            json.WriteStartArray(Clients);
            foreach (var id in restriction.ClientIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
        }
    }
}
