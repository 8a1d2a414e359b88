using System.Security.Cryptography;
using System.Text;
using RingCentral.Simulator.Apps;
using RingCentral.Simulator.Errors;
using RingCentral.Simulator.Identity;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Tokens;

/// <summary>client_secret_jwt and private_key_jwt (RINGCENTRAL section 3, client authentication; RFC 7523).</summary>
internal sealed class ClientAssertion(AppDirectory apps)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public Refusal? Authenticate(Exchange exchange, string text)
    {
        if (exchange.Form.Text("client_assertion_type") != AssertionType)
        {
            return Refusals.Parameter("client_assertion_type");
        }

        if (Jwt.Parse(text) is not { } assertion)
        {
            return Refusals.AssertionUnparsable;
        }

        var clientId = assertion.Text("sub") ?? "";
        exchange.App = apps.Find(clientId);
        if (exchange.App is null || assertion.Text("iss") != clientId)
        {
            return Refusals.UnknownClient(clientId);
        }

        return Signed(exchange.App, assertion) && Timely(exchange, assertion) ? null : Refusals.InvalidClientCredentials;
    }

    private static bool Timely(Exchange exchange, Jwt assertion)
    {
        var audiences = assertion.Texts("aud");
        return assertion.Number("exp") > exchange.Time.ToUnixTimeSeconds()
            && (audiences.Contains($"{exchange.Origin}/restapi/oauth/token") || audiences.Contains(exchange.Origin));
    }

    private static bool Signed(App app, Jwt assertion)
    {
        switch (assertion.Algorithm)
        {
            case "HS256" when app.Registration.ClientSecret is { } secret:
                var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), assertion.SignedPart);
                return CryptographicOperations.FixedTimeEquals(expected, assertion.Signature);
            case "RS256" when app.Registration.PublicKey is { } pem:
                using (var rsa = RSA.Create())
                {
                    rsa.ImportFromPem(pem);
                    return rsa.VerifyData(assertion.SignedPart, assertion.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            default:
                return false;
        }
    }
}
