using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Encryption;

public sealed class TokenPairProtectorTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenPair Pair = new(new AccessToken("SECRET-A"), new RefreshToken("SECRET-R"));
    private readonly Guid _id = Guid.CreateVersion7(Now);
    private readonly Guid _other = Guid.CreateVersion7(Now);
    private readonly ServiceProvider _services = new ServiceCollection().AddDataProtection().UseEphemeralDataProtectionProvider().Services.BuildServiceProvider();

    private TokenPairProtector Protector => new(_services.GetRequiredService<IDataProtectionProvider>());

    [Fact]
    public void Sealed_pair_opens_for_its_own_connection()
    {
        var protector = Protector;

        Assert.Equal(Pair, protector.OpenForConnection(_id, protector.SealForConnection(_id, Pair).Ciphertext));
        Assert.Equal(Pair, protector.OpenForRevocation(_id, protector.SealForRevocation(_id, Pair).Ciphertext));
    }

    [Fact]
    public void Sealed_pair_moved_to_another_row_does_not_open()
    {
        var protector = Protector;
        var ciphertext = protector.SealForConnection(_id, Pair).Ciphertext;

        Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_other, ciphertext));
        Assert.Throws<VaultUnavailableException>(() => protector.OpenForRevocation(_id, ciphertext));
        Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_id, protector.SealForRevocation(_id, Pair).Ciphertext));
    }

    [Fact]
    public void Sealed_pair_that_was_altered_at_any_place_does_not_open()
    {
        var protector = Protector;
        var ciphertext = protector.SealForConnection(_id, Pair).Ciphertext;

        for (var at = 0; at < ciphertext.Length; at++)
        {
            var altered = ciphertext.ToArray();
            altered[at] ^= 1;
            Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_id, altered));
        }

        Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_id, []));
        Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_id, ciphertext[..^1]));
    }

    [Fact]
    public void Sealed_pair_of_another_key_ring_does_not_open()
    {
        using var elsewhere = new ServiceCollection().AddDataProtection().UseEphemeralDataProtectionProvider().Services.BuildServiceProvider();
        var ciphertext = new TokenPairProtector(elsewhere.GetRequiredService<IDataProtectionProvider>()).SealForConnection(_id, Pair).Ciphertext;

        Assert.Throws<VaultUnavailableException>(() => Protector.OpenForConnection(_id, ciphertext));
    }

    [Fact]
    public void Pair_of_a_later_version_is_reported_as_one_that_does_not_open()
    {
        var purposes = _services.GetRequiredService<IDataProtectionProvider>().CreateProtector("RingCentral.Connect.Vault.Connection.v1").CreateProtector(_id.ToString("N"));
        var clear = TokenPairCodec.Write(Pair);
        clear[0] = 9;

        Assert.Throws<VaultUnavailableException>(() => Protector.OpenForConnection(_id, purposes.Protect(clear)));
    }

    [Fact]
    public void Key_id_beside_the_ciphertext_is_that_of_the_ring()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var services = new ServiceCollection().AddDataProtection().PersistKeysToFileSystem(folder).Services.BuildServiceProvider();
            var protector = new TokenPairProtector(services.GetRequiredService<IDataProtectionProvider>());

            var keyId = protector.SealForConnection(_id, Pair).KeyId;

            Assert.Contains(keyId, services.GetRequiredService<IKeyManager>().GetAllKeys().Select(key => key.KeyId));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Ciphertext_and_failures_show_nothing_of_the_pair()
    {
        var protector = Protector;
        var sealedPair = protector.SealForConnection(_id, Pair);

        var failure = Assert.Throws<VaultUnavailableException>(() => protector.OpenForConnection(_other, sealedPair.Ciphertext));

        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(sealedPair.Ciphertext), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _services.Dispose();
}
