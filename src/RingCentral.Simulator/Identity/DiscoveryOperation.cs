using System.Text.Json;
using RingCentral.Simulator.RateLimits;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Identity;

/// <summary>GET /.well-known/openid-configuration with the contents of RINGCENTRAL section 1; not throttled.</summary>
internal sealed class DiscoveryOperation : Operation
{
    public override RateGroup GroupOf(Exchange exchange)
    {
        return RateGroup.None;
    }

    public override Reply Answer(Exchange exchange)
    {
        var origin = exchange.Origin;
        return JsonReply.Of(200, json =>
        {
            json.WriteString("issuer", origin);
            json.WriteString("authorization_endpoint", $"{origin}/restapi/oauth/authorize");
            json.WriteString("token_endpoint", $"{origin}/restapi/oauth/token");
            json.WriteString("revocation_endpoint", $"{origin}/restapi/oauth/revoke");
            json.WriteString("userinfo_endpoint", $"{origin}/restapi/oauth/userinfo");
            json.WriteString("jwks_uri", $"{origin}/restapi/oauth/jwks");
            WriteList(json, "scopes_supported", "openid", "email", "profile");
            WriteList(json, "response_types_supported", "code");
            WriteList(json, "subject_types_supported", "public");
            WriteList(json, "id_token_signing_alg_values_supported", "RS256", "HS256");
            WriteList(json, "userinfo_signing_alg_values_supported", "none");
            WriteList(json, "token_endpoint_auth_methods_supported", "client_secret_basic", "client_secret_jwt", "private_key_jwt");
            WriteList(json, "display_values_supported", "page", "popup", "touch", "mobile");
            WriteList(json, "claims_supported", "sub", "iss", "auth_time", "aud", "exp", "iat", "jti", "nonce",
                "account_id", "email", "email_verified", "given_name", "family_name");
            WriteList(json, "code_challenge_methods_supported", "plain", "S256");
            json.WriteBoolean("request_parameter_supported", false);
            json.WriteBoolean("request_uri_parameter_supported", false);
            json.WriteBoolean("claims_parameter_supported", false);
        });
    }

    private static void WriteList(Utf8JsonWriter json, string name, params ReadOnlySpan<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
