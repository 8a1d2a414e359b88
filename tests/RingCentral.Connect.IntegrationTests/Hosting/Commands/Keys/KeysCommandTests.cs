using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.TestKit.Programs;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.Commands.Keys;

public sealed class KeysCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Operator_follows_the_ring_from_rotation_to_another_certificate()
    {
        using var certificate = new KeyRingCertificateFile("key ring");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();
        await node.AddAsync();
        await node.ReplaceKeyAsync();
        var settings = Settings(scene, ("DataProtection__Certificates__0__Path", certificate.Text));

        var (rotated, made) = await settings.RunJsonAsync("keys", "rotate");
        var (rewrapped, progress) = await settings.RunJsonAsync("keys", "rewrap");
        var (told, status) = await settings.RunJsonAsync("keys", "status");

        Assert.Equal((0, 0, 0), (rotated, rewrapped, told));
        Assert.Equal(2, progress.GetProperty("keys_wrapped").GetInt32());
        Assert.Equal(1, progress.GetProperty("values").GetProperty("sessions.ciphertext").GetProperty("reencrypted").GetInt32());
        var keys = status.GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal(["previous", "active", "pending"], keys.Select(key => key.GetProperty("state").GetString()));
        Assert.All(keys, key => Assert.Equal(certificate.Thumbprint, key.GetProperty("certificate").GetProperty("thumbprint").GetString()));
        Assert.Equal(made.GetProperty("key_id").GetGuid(), keys[2].GetProperty("id").GetGuid());
        Assert.Equal(1, keys[1].GetProperty("values").GetProperty("sessions.ciphertext").GetInt32());
        Assert.Empty(keys[0].GetProperty("values").EnumerateObject());
        Assert.Equal(1, await scene.Database.ReadAsync<long>("SELECT count(*) FROM audit_log WHERE action = 'key.rotated'", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Table_names_each_key_and_what_lies_unprotected()
    {
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync();

        var status = await Settings(scene).RunTextAsync("keys", "status");
        var unknown = await Settings(scene).RunTextAsync("keys", "rotate", "--retire", Guid.CreateVersion7(node.Now).ToString());
        var wrong = await Settings(scene).RunTextAsync("keys", "rotate", "--retire", "no-id");

        Assert.Contains($"{node.EncryptingKey()}  active", status.Output, StringComparison.Ordinal);
        Assert.Contains("none: the key lies unprotected", status.Output, StringComparison.Ordinal);
        Assert.Equal((1, 2), (unknown.ExitCode, wrong.ExitCode));
        Assert.Contains("The key ring has no such key", unknown.Errors, StringComparison.Ordinal);
    }

    private static ServiceSettings Settings(KeyRingScene scene, params (string Name, string Value)[] variables) => new()
    {
        ConnectionString = scene.Database.ConnectionString,
        RingCentralUrl = VaultFixture.Nowhere,
        Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
    };
}
