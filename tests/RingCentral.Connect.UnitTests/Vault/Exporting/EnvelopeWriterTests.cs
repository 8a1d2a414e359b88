using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using RingCentral.Connect.Vault.Exporting;
using Xunit;

namespace RingCentral.Connect.UnitTests.Vault.Exporting;

public sealed class EnvelopeWriterTests : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly string _folder = Directory.CreateTempSubdirectory("envelope-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private X509Certificate2 Certificate =>
        new CertificateRequest("CN=export", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Openssl_opens_what_was_written()
    {
        var file = await WriteAsync("SECRET-1", "SECRET-2");

        Assert.DoesNotContain("SECRET", await File.ReadAllTextAsync(file, Cancelled), StringComparison.Ordinal);
        Assert.Equal("SECRET-1\nSECRET-2\n", await OpenSslAsync(file));
    }

    [Fact]
    public async Task Long_text_becomes_several_messages_of_whole_lines()
    {
        var line = new string('x', 64 * 1024);
        var count = (EnvelopeWriter.MessageBytes / line.Length) + 3;
        var file = await WriteAsync([.. Enumerable.Range(0, count).Select(number => $"{number}:{line}")]);

        var messages = (await File.ReadAllTextAsync(file, Cancelled)).Split("-----END CMS-----\n", StringSplitOptions.RemoveEmptyEntries);
        var texts = messages.Select(message => Encoding.UTF8.GetString(Open(message))).ToList();

        Assert.Equal(2, texts.Count);
        Assert.All(texts, text => Assert.EndsWith("x\n", text, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, count), string.Concat(texts).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text.Split(':')[0], null)));
    }

    [Fact]
    public void Certificate_without_an_RSA_key_is_told_apart()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=ec", key, HashAlgorithmName.SHA256).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.False(EnvelopeWriter.CanEncryptTo(certificate));
        Assert.True(EnvelopeWriter.CanEncryptTo(Certificate));
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> WriteAsync(params string[] lines)
    {
        var file = Path.Combine(_folder, "export.cms");
        using var certificate = Certificate;
        await using var stream = File.Create(file);
        await using var envelope = new EnvelopeWriter(stream, certificate);
        foreach (var line in lines)
        {
            await envelope.WriteLineAsync(Encoding.UTF8.GetBytes(line), Cancelled);
        }

        await envelope.CompleteAsync(Cancelled);
        return file;
    }

    private byte[] Open(string message)
    {
        var body = message.Split("-----BEGIN CMS-----\n")[1];
        var cms = new EnvelopedCms();
        cms.Decode(Convert.FromBase64String(body));
        cms.Decrypt(cms.RecipientInfos[0], _key);
        return cms.ContentInfo.Content;
    }

    private async Task<string> OpenSslAsync(string file)
    {
        var key = Path.Combine(_folder, "key.pem");
        await File.WriteAllTextAsync(key, _key.ExportPkcs8PrivateKeyPem(), Cancelled);
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["cms", "-decrypt", "-inform", "PEM", "-in", file, "-inkey", key]) { RedirectStandardOutput = true })!;
        var text = await openssl.StandardOutput.ReadToEndAsync(Cancelled);
        await openssl.WaitForExitAsync(Cancelled);
        Assert.Equal(0, openssl.ExitCode);
        return text;
    }
}
