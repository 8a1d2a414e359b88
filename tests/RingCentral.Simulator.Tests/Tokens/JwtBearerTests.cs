using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RingCentral.Simulator.Tests.Tokens;

/// <summary>RINGCENTRAL section 3, JWT bearer grant and client assertions.</summary>
public sealed class JwtBearerTests
{
    [Fact]
    public async Task Jwt_of_a_user_opens_a_session_of_that_user()
    {
        await using var world = await World.StartAsync();
        var assertion = await MintAsync(world, new { user = World.Maud });

        var answer = await world.Client.PresentAsync(assertion);
        var again = await world.Client.PresentAsync(assertion);

        Assert.Equal(World.Maud, answer.Json.GetProperty("owner_id").GetString());
        Assert.NotEqual(answer.SessionId, again.SessionId);
        Expect.Works(await world.Client.RefreshAsync(answer.RefreshToken));
        Expect.Works(await world.Client.MeAsync(again.AccessToken));
    }

    [Fact]
    public async Task Jwt_for_another_application_is_OAU_473()
    {
        await using var world = await World.StartAsync();

        var answer = await world.Client.PresentAsync(await MintAsync(world, new { user = World.Ines, client_ids = new[] { "other" } }));

        Expect.Refused(answer, HttpStatusCode.BadRequest, "invalid_request", "OAU-473");
    }

    [Fact]
    public async Task Jwt_dies_by_expiry_by_revocation_and_with_its_user()
    {
        await using var world = await World.StartAsync();
        var shortLived = await MintAsync(world, new { user = World.Ines, expires_in = "01:00:00" });
        var revoked = await MintAsync(world, new { user = World.Ines });
        var disabled = await MintAsync(world, new { user = World.Tomas });
        await world.AdvanceAsync(TimeSpan.FromHours(1));
        await world.DoAsync("POST", "jwt/revoke", new { assertion = revoked });
        await world.ActAsync(World.Tomas, "disable");

        Expect.InvalidGrant(await world.Client.PresentAsync(shortLived), "OAU-210");
        Expect.InvalidGrant(await world.Client.PresentAsync(revoked), "OAU-211");
        Expect.InvalidGrant(await world.Client.PresentAsync(disabled), "OAU-141");
    }

    [Fact]
    public async Task Jwt_that_is_garbage_forged_or_symmetric_is_told_apart()
    {
        await using var world = await World.StartAsync();
        var genuine = await MintAsync(world, new { user = World.Ines });
        var forged = genuine[..(genuine.LastIndexOf('.') + 1)] + Url(new byte[256]);
        var symmetric = Sign("HS256", new { sub = World.Ines }, data => HMACSHA256.HashData("k"u8, data));

        Expect.Refused(await world.Client.PresentAsync("not-a-jwt"), HttpStatusCode.BadRequest, "invalid_request", "OAU-331");
        Expect.Refused(await world.Client.PresentAsync(forged), HttpStatusCode.BadRequest, "invalid_request", "OAU-345");
        Expect.Refused(await world.Client.PresentAsync(symmetric), HttpStatusCode.BadRequest, "invalid_request", "OAU-347");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "OAU-146")]
    public async Task Client_secret_jwt_authenticates_the_client(bool rightSecret, string? code)
    {
        await using var world = await World.StartAsync();
        var session = await world.ConnectAsync();
        var assertion = Assertion(world, "HS256", "sandbox-client", data => HMACSHA256.HashData(rightSecret ? "sandbox-secret"u8 : "wrong"u8, data));

        var answer = await world.Client.RefreshAsync(session.RefreshToken, Type, ("client_assertion", assertion));

        Assert.Equal(code, answer.Ok ? null : answer.Code);
    }

    [Fact]
    public async Task Private_key_jwt_authenticates_the_client()
    {
        await using var world = await World.StartAsync();
        using var key = RSA.Create(2048);
        await world.DoAsync("POST", "apps", new { client_id = "keyed", client_secret = "s", public_key = key.ExportSubjectPublicKeyInfoPem() });
        using var client = world.ClientOf("keyed", "s");
        var credential = await MintAsync(world, new { user = World.Ines });
        var assertion = Assertion(world, "RS256", "keyed", data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Expect.Works(await client.PresentAsync(credential, Type, ("client_assertion", assertion)));
    }

    private static (string, string) Type => ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private static async Task<string> MintAsync(World world, object body)
    {
        return (await world.DoAsync("POST", "jwt", body)).GetProperty("assertion").GetString()!;
    }

    private static string Assertion(World world, string algorithm, string clientId, Func<byte[], byte[]> sign)
    {
        return Sign(algorithm, new { iss = clientId, sub = clientId, aud = new Uri(world.Server, "/restapi/oauth/token"), exp = 9999999999 }, sign);
    }

    private static string Sign(string algorithm, object claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Url(JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "JWT" }))}.{Url(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Url(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Url(byte[] bytes)
    {
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
