using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RingCentral.Simulator.Switches;
using RingCentral.Simulator.Users;
using RingCentral.Simulator.Wire;

namespace RingCentral.Simulator.Identity;

/// <summary>id_token with the claims of the discovery document (RINGCENTRAL section 1): RS256, or HS256 with the client secret.</summary>
internal sealed class IdTokens(SigningKey key)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public string Write(Exchange exchange, string? nonce, long signedInAt)
    {
        var (user, app) = (exchange.User!, exchange.App!);
        var symmetric = exchange.Switches.IdTokenAlgorithm == IdTokenAlgorithm.HS256 && app.Registration.ClientSecret is not null;
        return Jwt.Write(symmetric ? "HS256" : "RS256", symmetric ? null : key.Id, WriteClaims, data => symmetric
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.Registration.ClientSecret!), data)
            : key.Sign(data));

        void WriteClaims(Utf8JsonWriter json)
        {
            json.WriteString("iss", exchange.Origin);
            json.WriteString("aud", app.ClientId);
            json.WriteNumber("iat", exchange.Time.ToUnixTimeSeconds());
            json.WriteNumber("exp", exchange.Time.Add(Life).ToUnixTimeSeconds());
            json.WriteNumber("auth_time", new DateTimeOffset(signedInAt, TimeSpan.Zero).ToUnixTimeSeconds());
            json.WriteString("jti", Guid.CreateVersion7(exchange.Time).ToString("N"));
            if (nonce is not null)
            {
                json.WriteString("nonce", nonce);
            }

            WritePerson(json, user);
        }
    }

    public static void WritePerson(Utf8JsonWriter json, User user)
    {
        json.WriteString("sub", user.OwnerId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("email", user.Profile.Email);
        json.WriteBoolean("email_verified", true);
        json.WriteString("account_id", user.Account.Id);
        json.WriteString("given_name", user.Profile.FirstName);
        json.WriteString("family_name", user.Profile.LastName);
    }
}
