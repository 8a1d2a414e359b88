using System.Security.Cryptography;
using System.Text;
using RingCentral.Connect.RingCentralApi.Secrets;
using RingCentral.Connect.Vault.Encryption;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Encryption;

public sealed class TokenSealTests : IDisposable
{
    private static readonly Guid Id = Guid.Parse("0190a6f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b");
    private readonly TokenSeal _seal = new();

    [Theory]
    [InlineData("a")]
    [InlineData("U0pDMTJQMDFQQVMwMXxBQUFf-_=")]
    [InlineData("Grüße, 世界")]
    public void Token_comes_out_as_it_went_in(string token) => Assert.Equal(token, _seal.Open(Id, _seal.Seal(Id, new AccessToken(token))).Reveal());

    [Fact]
    public void Long_token_comes_out_too()
    {
        var token = new string('x', 8000);

        Assert.Equal(token, _seal.Open(Id, _seal.Seal(Id, new AccessToken(token))).Reveal());
    }

    [Fact]
    public void Sealed_token_does_not_show_and_no_two_are_alike()
    {
        var (one, other) = (_seal.Seal(Id, new AccessToken("secret-token")), _seal.Seal(Id, new AccessToken("secret-token")));

        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(one), StringComparison.Ordinal);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Sealed_token_opens_for_its_connection_and_its_process_alone()
    {
        var sealedToken = _seal.Seal(Id, new AccessToken("token"));
        using var otherProcess = new TokenSeal();

        Assert.ThrowsAny<CryptographicException>(() => _seal.Open(Guid.Empty, sealedToken));
        Assert.ThrowsAny<CryptographicException>(() => otherProcess.Open(Id, sealedToken));
        sealedToken[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => _seal.Open(Id, sealedToken));
    }

    [Fact]
    public async Task Threads_do_not_disturb_each_other() =>
        await Parallel.ForEachAsync(Enumerable.Range(0, 2000), TestContext.Current.CancellationToken, (number, _) =>
        {
            var token = $"token-{number}";
            Assert.Equal(token, _seal.Open(Id, _seal.Seal(Id, new AccessToken(token))).Reveal());
            return ValueTask.CompletedTask;
        });

    public void Dispose() => _seal.Dispose();
}
