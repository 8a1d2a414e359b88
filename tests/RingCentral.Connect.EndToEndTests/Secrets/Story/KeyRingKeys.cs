using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Npgsql;
using RingCentral.Connect.EndToEndTests.Secrets.Searching;

namespace RingCentral.Connect.EndToEndTests.Secrets.Story;

/// <summary>The keys themselves under which everything lies, unwrapped as the service unwraps them (XML Encryption 1.1, with RSA and AES).</summary>
internal static class KeyRingKeys
{
    private static readonly XNamespace Encryption = "http://www.w3.org/2001/04/xmlenc#";

    public static async Task LearnAsync(KnownSecrets secrets, string connectionString, RSA certificate, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT xml FROM data_protection_keys");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = XElement.Parse(reader.GetString(0));
            secrets.Add("key of the key ring", key.Descendants(Encryption + "EncryptedData").SelectMany(data => MasterKeys(Open(data, certificate))));
        }
    }

    private static IEnumerable<string> MasterKeys(XElement opened) => opened.DescendantsAndSelf("masterKey").Select(key => key.Element("value")!.Value);

    private static XElement Open(XElement data, RSA certificate)
    {
        using var aes = Aes.Create();
        aes.Key = certificate.Decrypt(Cipher(data.Descendants(Encryption + "EncryptedKey").Single()), RSAEncryptionPadding.Pkcs1);
        var cipher = Cipher(data);
        var (start, rest) = (cipher[..(aes.BlockSize / 8)], cipher[(aes.BlockSize / 8)..]);
        return XElement.Parse(Encoding.UTF8.GetString(aes.DecryptCbc(rest, start, PaddingMode.ISO10126)));
    }

    private static byte[] Cipher(XElement element) => Convert.FromBase64String(element.Element(Encryption + "CipherData")!.Element(Encryption + "CipherValue")!.Value);
}
