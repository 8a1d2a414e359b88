using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RingCentral.Simulator.Tests.Identity;

/// <summary>RINGCENTRAL section 1: OpenID Connect.</summary>
public sealed class OpenIdTests
{
    [Fact]
    public async Task Discovery_document_names_this_server_and_what_it_can()
    {
        await using var world = await World.StartAsync();

        var document = (await world.Client.GetAsync("/.well-known/openid-configuration")).Json;

        var origin = world.Server.GetLeftPart(UriPartial.Authority);
        Assert.Equal(origin, document.GetProperty("issuer").GetString());
        Assert.Equal($"{origin}/restapi/oauth/revoke", document.GetProperty("revocation_endpoint").GetString());
        Assert.Equal(["client_secret_basic", "client_secret_jwt", "private_key_jwt"],
            document.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(["plain", "S256"], document.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(item => item.GetString()!));
    }

    [Fact]
    public async Task Id_token_is_signed_by_the_published_key_and_names_the_user()
    {
        await using var world = await World.StartAsync();
        var code = await world.CodeAsync(World.Ines, ("scope", "openid email profile"), ("nonce", "n-1"));
        var session = await world.Client.RedeemAsync(code, World.Callback);
        var parts = session.Json.GetProperty("id_token").GetString()!.Split('.');
        var key = (await world.Client.GetAsync("/restapi/oauth/jwks")).Json.GetProperty("keys")[0];

        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key.GetProperty("n").GetString()!), Exponent = Bytes(key.GetProperty("e").GetString()!) });
        var claims = JsonElement.Parse(Bytes(parts[1]));

        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Bytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal((World.Ines, "n-1", "sandbox-client"), (Text(claims, "sub"), Text(claims, "nonce"), Text(claims, "aud")));
        Assert.Equal(world.Server.GetLeftPart(UriPartial.Authority), Text(claims, "iss"));
        Assert.All(["iat", "exp", "auth_time", "jti", "account_id", "email", "given_name"], name => Assert.True(claims.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Id_token_is_signed_with_the_secret_where_the_switch_says_so()
    {
        await using var world = await World.StartAsync("--id-token-algorithm", "HS256");
        var session = await world.Client.RedeemAsync(await world.CodeAsync(World.Ines, ("scope", "openid")), World.Callback);
        var parts = session.Json.GetProperty("id_token").GetString()!.Split('.');

        Assert.Equal(HMACSHA256.HashData("sandbox-secret"u8, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")), Bytes(parts[2]));
    }

    [Fact]
    public async Task Userinfo_repeats_the_person_for_tokens_with_openid_alone()
    {
        await using var world = await World.StartAsync();
        var session = await world.Client.RedeemAsync(await world.CodeAsync(World.Ines, ("scope", "openid")), World.Callback);
        var plain = await world.ConnectAsync();

        var person = await world.Client.GetAsync("/restapi/oauth/userinfo", session.AccessToken);

        Assert.Equal(World.Ines, Text(person.Json, "sub"));
        Assert.Equal(HttpStatusCode.Forbidden, (await world.Client.GetAsync("/restapi/oauth/userinfo", plain.AccessToken)).Status);
    }

    private static string? Text(JsonElement element, string name)
    {
        return element.GetProperty(name).GetString();
    }

    private static byte[] Bytes(string text)
    {
        return Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
    }
}
