using System.Diagnostics;
using RingCentral.Connect.Hosting.Configuration;
using RingCentral.Connect.Hosting.KeyRing;
using RingCentral.Connect.Hosting.KeyRing.Nodes;
using RingCentral.Connect.IntegrationTests.Kit;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Postgres;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.IntegrationTests.Hosting.KeyRing;

public sealed class KeyRingWrappingTests(PostgresFixture postgres)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Certificate_is_replaced_while_everything_stays_readable()
    {
        using var old = new KeyRingCertificateFile("old");
        using var fresh = new KeyRingCertificateFile("new");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var before = await scene.NodeAsync(KeyRingCertificateFile.Settings(old));
        Assert.Equal(1, (await before.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled)).Wrapped);
        var id = await before.AddAsync();

        var during = await scene.NodeAsync(KeyRingCertificateFile.Settings(fresh, old));
        Assert.Equal(Rows.PairOf(id, 1), await during.StoredPairAsync(id));
        Assert.Equal(1, (await during.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled)).Wrapped);
        Assert.Equal(0, (await during.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled)).Wrapped);

        var key = Assert.Single((await during.Get<KeyRingStatus>().ReadAsync(Cancelled)).Keys);
        Assert.Equal((fresh.Thumbprint, KeyState.Active), (key.Record?.Certificate?.Thumbprint, key.State));
        var after = await scene.NodeAsync(KeyRingCertificateFile.Settings(fresh));
        Assert.Equal(Rows.PairOf(id, 1), await after.StoredPairAsync(id));
        await OpensNothingAsync(await scene.NodeAsync(KeyRingCertificateFile.Settings(old)), id);
    }

    [Fact]
    public async Task Dump_of_the_database_opens_nothing_without_the_certificate()
    {
        using var certificate = new KeyRingCertificateFile("key ring");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync(KeyRingCertificateFile.Settings(certificate));
        await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled);
        await node.ReplaceKeyAsync();
        node.Get<NodeKeyRing>().Reload();
        var id = await node.AddAsync();

        var dump = await RunAsync(scene.Database, "pg_dump", "--no-owner", scene.Database.Name);
        Assert.DoesNotContain("access-", dump.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", dump.Output, StringComparison.OrdinalIgnoreCase);
        await using var thief = await postgres.CreateDatabaseAsync(Cancelled);
        await RunAsync(thief, "psql", dump.Output, "--set=ON_ERROR_STOP=1", "--quiet", $"--dbname={thief.Name}");

        await using var withIt = await ServiceNode.BuildAsync(thief, VaultFixture.Nowhere, new(Web: true, Jobs: false), KeyRingCertificateFile.Settings(certificate));
        Assert.Equal(Rows.PairOf(id, 1), await withIt.StoredPairAsync(id));
        await using var without = await ServiceNode.BuildAsync(thief, VaultFixture.Nowhere, new(Web: true, Jobs: false));
        await OpensNothingAsync(without, id);
    }

    [Fact]
    public async Task Certificates_come_from_PFX_files_and_from_PEM_in_the_environment()
    {
        using var pfx = new KeyRingCertificateFile("pfx");
        using var pem = new KeyRingCertificateFile("pem");
        await using var scene = await KeyRingScene.SetAsync(postgres);
        var node = await scene.NodeAsync(
            $"--DataProtection:Certificates:0:Path={pfx.Pfx}", $"--DataProtection:Certificates:0:Password={KeyRingCertificateFile.Password}",
            $"--DataProtection:Certificates:1:Path={pem.Text.Replace("\n", "\\n", StringComparison.Ordinal)}");

        var certificates = node.Get<KeyRingCertificates>();

        Assert.Equal([pfx.Thumbprint, pem.Thumbprint], certificates.All.Select(certificate => certificate.Thumbprint));
        Assert.Equal(pfx.Thumbprint, certificates.First?.Thumbprint);
        Assert.InRange(certificates.First!.EndsAt, node.Now.AddDays(29), node.Now.AddDays(31));
        Assert.Equal(1, (await node.Get<KeyRingWrapping>().RunAsync(Consent.EverybodyWrapsByIt, Cancelled)).Wrapped);
    }

    [Fact]
    public async Task Certificate_that_cannot_wrap_is_refused_by_name()
    {
        using var elliptic = new SelfSignedCertificate();
        await using var scene = await KeyRingScene.SetAsync(postgres);

        var withoutKey = await Assert.ThrowsAsync<ConfigurationException>(() => scene.NodeAsync($"--DataProtection:Certificates:0:Path={elliptic.Path}"));
        var missing = await Assert.ThrowsAsync<ConfigurationException>(() => scene.NodeAsync("--DataProtection:Certificates:0:Path=/nowhere/key-ring.pfx"));
        var text = elliptic.Certificate.ExportCertificatePem() + "\n" + elliptic.Certificate.GetECDsaKey();
        var wrongKind = await Assert.ThrowsAsync<ConfigurationException>(() => scene.NodeAsync($"--DataProtection:Certificates:0:Path={text}"));

        Assert.Contains("DataProtection:Certificates:0:Path: '/nowhere/key-ring.pfx' cannot be read", missing.Message, StringComparison.Ordinal);
        Assert.Contains(elliptic.Path, withoutKey.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", wrongKind.Message, StringComparison.Ordinal);
    }

    private static async Task OpensNothingAsync(ServiceNode node, Guid id)
    {
        await Assert.ThrowsAsync<VaultUnavailableException>(() => node.StoredPairAsync(id));
        Assert.All((await node.Get<KeyRingStatus>().ReadAsync(Cancelled)).Keys.Where(key => key.Record?.Certificate is not null), key => Assert.Equal(KeyState.Unreadable, key.State));
    }

    private async Task<CommandResult> RunAsync(TestDatabase database, string program, string argument, params string[] more)
    {
        // The second argument is what psql reads, and what pg_dump is told.
        var start = new ProcessStartInfo(postgres.Cluster.Binaries[program], program == "psql" ? more : [argument, .. more]);
        var server = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString);
        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = (server.Host, $"{server.Port}");
        (start.Environment["PGUSER"], start.Environment["PGPASSWORD"]) = (server.Username, server.Password);
        var result = await ShortCommand.RunAsync(start, program == "psql" ? argument : "", Cancelled);
        Assert.True(result.Succeeded, result.Errors);
        return result;
    }
}

file static class EllipticKeys
{
    public static string GetECDsaKey(this System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        using var key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(certificate)!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
